namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>
/// The depth of the operand stack: what the table of instructions gives, summed up by <see cref="InstructionFinder"/> in <see cref="ScanEvent.Depth"/>,
/// and an offset for what calls and the ends of blocks change.
/// </summary>
internal sealed class OperandDepth
{
    /// <summary>The offset in unreachable code: so low that no depth above it is the highest.</summary>
    public const int UnreachableOffset = int.MinValue / 2;

    /// <summary>Added to an event's depth it gives the depth of the stack.</summary>
    public int Offset;

    /// <summary>The most values on the stack so far.</summary>
    public int Highest;

    public void BeginFunction()
    {
        Offset = 0;
        Highest = 0;
    }

    /// <summary>The stack has this many values.</summary>
    public void Raise(int depth) => Highest = int.Max(Highest, depth);
}
