using BenchmarkDotNet.Toolchains.Results;
using CompileBench.Benchmarks.Contract;
using CompileBench.Engines.Hosting;
using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>
/// Decides whose failure it was that a benchmark process did not deliver: the engine's only where native code ended the process or Wasmtime threw;
/// otherwise this tool's or BenchmarkDotNet's, which says nothing about the engine.
/// </summary>
internal static class LaunchFailure
{
    private const string EngineException = "Wasmtime.";
    private const string ManagedException = "Exception: ";

    // SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS: what native code ends its process with. SIGKILL: what the system ends one with that
    // takes all memory.
    private static readonly int[] FatalSignals = [4, 5, 6, 7, 8, 9, 11, 31];

    /// <summary>The outcome and message of a case whose launches gave no sample.</summary>
    /// <param name="launch">The launch that failed; null where none was made.</param>
    public static (OutcomeKind Outcome, string Message) Judge(ExecuteResult? launch)
    {
        if (launch?.ExitCode is not { } code)
        {
            return (OutcomeKind.ToolFailed, "BenchmarkDotNet did not run the benchmark process");
        }

        IReadOnlyList<string> lines = [.. launch.Errors, .. launch.Results, .. launch.StandardOutput];
        var outcome = IsEnginesFailure(code, lines) ? OutcomeKind.Crashed : OutcomeKind.ToolFailed;
        var words = FailureMessage.FromOutput(lines);
        return (outcome, $"the benchmark process failed: {ExitStatus.DescribeExitCode(code)}{(words.Length == 0 ? "" : ": " + words)}");
    }

    private static bool IsEnginesFailure(int exitCode, IReadOnlyList<string> lines)
    {
        var thrown = lines.Where(l => l.Contains(ManagedException, StringComparison.Ordinal)).ToList();
        return thrown.Count > 0
            ? thrown.Exists(l => l.Contains(EngineException, StringComparison.Ordinal))
            : OperatingSystem.IsWindows() ? exitCode < 0 : FatalSignals.Contains(exitCode - 128);
    }
}
