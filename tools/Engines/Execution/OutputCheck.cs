using CompileBench.Engines.Operations;
using CompileBench.Modules.Workloads;
using CompileBench.Results.Schema;

namespace CompileBench.Engines.Execution;

/// <summary>Compares what an execution put out with what is expected.</summary>
internal sealed class OutputCheck(ExpectedOutput expected)
{
    // Enough of a program's own words to see what it complains about.
    private const int ShownCharacters = 200;

    /// <summary>The difference; null where there is none.</summary>
    public OperationFailure? Judge(ExecutionHost host, int exitStatus)
    {
        var difference =
            host.Output.IsOverfull || host.Error.IsOverfull ? $"the module put out more than {OutputCapture.MostBytes >> 20} MiB"
            : exitStatus != expected.ExitStatus ? $"the module exited with status {exitStatus}, expected was {expected.ExitStatus}{Words(host)}"
            : Difference("the output", host.Output, expected.Output) ?? Difference("standard error", host.Error, expected.Error)
            ?? (host.Clock.IsRunning || host.Clock.Parts == 0 ? "the module ended and did not call bench.start and then bench.end" : null);
        return difference is null ? null : new OperationFailure(OutcomeKind.WrongOutput, difference);
    }

    private static string? Difference(string what, OutputCapture actual, ExpectedBytes? expected) =>
        expected is null || actual.Digest == expected.Digest ? null
        : $"{what} has {actual.Bytes.Length} bytes with {actual.Digest}, expected {(expected.Length is { } length ? $"were {length} bytes with" : "was")} {expected.Digest}";

    private static string Words(ExecutionHost host)
    {
        var bytes = host.Error.Bytes;
        var text = System.Text.Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, ShownCharacters)]);
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? "" : $"; it wrote: {line}";
    }
}
