using CompileBench.Engines.Native;
using CompileBench.Measuring;
using CompileBench.Measuring.Runs;
using CompileBench.Modules.Catalog;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Cli;

/// <summary>How a command ends that an expected exception broke off.</summary>
/// <param name="ExitCode">The process's exit code.</param>
/// <param name="Line">What standard error is told; null for nothing.</param>
internal sealed record Ending(int ExitCode, string? Line)
{
    /// <summary>Ended by a signal, as a shell reports Ctrl-C.</summary>
    public const int Interrupted = 130;

    private const int BadInput = 2;

    /// <summary>The ending for this exception, also where several threads threw it; null for one that nobody expects.</summary>
    public static Ending? Of(Exception exception) => ParallelFault.Of(exception) switch
    {
        OperationCanceledException => new Ending(Interrupted, null),
        UsageException or CatalogException or EngineUnavailableException or RecordFormatException or RunInUseException or WasmDecodeException
            or FormatException or ArgumentOutOfRangeException or IOException or UnauthorizedAccessException =>
            new Ending(BadInput, $"compilebench: {ParallelFault.Of(exception).Message.ReplaceLineEndings(" ")}"),
        _ => null,
    };
}
