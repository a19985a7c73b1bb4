namespace CompileBench.Measuring.Instructions.Callgrind;

/// <summary>Text that is no callgrind file; the message names the line.</summary>
public sealed class CallgrindFormatException(int line, string fault) : Exception($"callgrind file, line {line}: {fault}")
{
    /// <summary>The line, from 1.</summary>
    public int Line { get; } = line;
}
