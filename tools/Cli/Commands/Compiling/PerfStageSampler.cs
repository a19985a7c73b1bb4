using CompileBench.Embedding;
using CompileBench.Measuring.Explaining.Sampling;

namespace CompileBench.Cli.Commands.Compiling;

/// <summary>Samples workers with perf.</summary>
internal sealed class PerfStageSampler : IStageSampler
{
    /// <inheritdoc/>
    public IStageRecording? TryBegin(int processId) => RunningCompileRecording.TryBegin(processId) is { } recording ? new Recording(recording) : null;

    private sealed class Recording(RunningCompileRecording recording) : IStageRecording
    {
        public string? FindStage(CancellationToken cancellation) => recording.FindStage(cancellation);

        public void Dispose() => recording.Dispose();
    }
}
