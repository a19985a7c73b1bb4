using System.Globalization;
using CompileBench.Engines.Native;
using CompileBench.Measuring;
using CompileBench.Measuring.Runs;
using CompileBench.Modules.Catalog;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.CommandLine;

/// <summary>How a program ends after an expected exception.</summary>
/// <param name="ExitCode">The exit code, one of <see cref="ExitCodes"/>.</param>
/// <param name="Line">The line for standard error; null for none.</param>
public sealed record CommandEnding(int ExitCode, string? Line)
{
    /// <summary>
    /// The ending for an exception, including one that several threads threw. Null for an exception that only a defect of this program throws:
    /// its stack trace is needed. <see cref="FormatException"/> and <see cref="ArgumentException"/> are such defects; code that reads a
    /// person's text turns them into <see cref="UsageException"/> where it reads.
    /// </summary>
    public static CommandEnding? FromException(Exception exception) => ParallelFault.FirstOf(exception) switch
    {
        OperationCanceledException => new CommandEnding(ExitCodes.Interrupted, null),
        UsageException or CatalogException or EngineUnavailableException or RecordFormatException or RunInUseException or WasmDecodeException
            or IOException or UnauthorizedAccessException => BadInput(ParallelFault.FirstOf(exception).Message),
        _ => null,
    };

    /// <summary>The ending for bad input: exit code 2 and one line.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    public static CommandEnding BadInput(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new CommandEnding(ExitCodes.BadInput, $"compilebench: {Printable(message.ReplaceLineEndings(" "))}");
    }

    // Messages quote names from files: no character of them may control the terminal, or change the direction of the text around it.
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format ? ' ' : c));

    /// <summary>Writes the line, if there is one, and returns the exit code.</summary>
    public int Write()
    {
        if (Line is not null)
        {
            Console.Error.WriteLine(Line);
        }

        return ExitCode;
    }
}
