using CompileBench.Engines.Isolation;
using CompileBench.Modules.Catalog;

namespace CompileBench.Measuring.Duel;

/// <summary>
/// One fresh worker that has both engines loaded and runs the operation with them in turn. It serves one block: where the libraries lie in memory favours one
/// engine by some tenths of a per cent, which differs from process to process and so averages out over blocks.
/// </summary>
internal sealed class SharedEngines(DuelSetup setup, bool candidateLoadedFirst) : IDisposable
{
    private readonly IsolatedWorker _worker =
        IsolatedWorker.StartPair(setup.Baseline.LibraryPath, setup.Candidate.LibraryPath, candidateLoadedFirst, setup.Limits.CeilingBytes);

    /// <summary>Whether the process can measure another case.</summary>
    public bool IsAlive => _worker.IsAlive;

    /// <summary>Whether nothing was measured yet: a failure of a process that then is gone came from loading the engines.</summary>
    public bool IsFresh { get; private set; } = true;

    /// <summary>Measures pairs of one case. An outcome other than <see cref="Outcome.Completed"/> does not say which engine failed.</summary>
    /// <exception cref="ToolFailedException">This tool failed.</exception>
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    public Outcome Measure(ModuleFetchResult.Available module, string settings, PairSeries series, bool summarize, CancellationToken cancellation)
    {
        var outcome = _worker.Run(setup.RequestFor(module, settings, summarize) with { Pairs = series }, setup.Limits, cancellation).ThrowIfToolFailed();
        IsFresh &= outcome is Outcome.Rejected && !_worker.IsAlive;
        return outcome;
    }

    /// <inheritdoc/>
    public void Dispose() => _worker.Dispose();
}
