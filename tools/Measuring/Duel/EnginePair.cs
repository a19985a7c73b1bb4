using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Modules.Catalog;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Duel;

/// <summary>
/// Two fresh workers, one an engine, that compile one case in turn. A pair of processes serves one block only: how two processes happen to lie
/// in memory then differs from block to block and is seen, instead of standing behind all of them; and each first compile gives a peak.
/// </summary>
internal sealed class EnginePair(DuelSetup setup, ModuleFetchResult.Available module, string settings, CancellationToken cancellation) : IDisposable
{
    private readonly Side _baseline = new(setup.Baseline.Label, IsolatedWorker.Start(setup.Baseline.LibraryPath, setup.Limits.CeilingBytes));
    private readonly Side _candidate = new(setup.Candidate.Label, IsolatedWorker.Start(setup.Candidate.LibraryPath, setup.Limits.CeilingBytes));

    /// <summary>What the last compile's artifact was like, by engine; empty before one was asked for.</summary>
    public Dictionary<string, ArtifactSummary> Artifacts { get; } = [];

    /// <summary>The engine that failed and how; null while none has.</summary>
    public (string Engine, Outcome Outcome)? Failure { get; private set; }

    /// <summary>The first compile of each process. False where one failed.</summary>
    public bool CompileCold(bool candidateFirst, bool summarize) => InTurn(candidateFirst, side =>
    {
        if (Run(side, 1, summarize) is not { } outcome)
        {
            return false;
        }

        side.Peak = outcome.PeakNativeBytes;
        if (outcome.Artifact is { } artifact)
        {
            Artifacts[side.Label] = artifact;
        }

        return true;
    });

    /// <summary>One pair of warm samples. False where one failed.</summary>
    public bool CompilePair(bool candidateFirst, int operations) => InTurn(candidateFirst, side => Run(side, operations, summarize: false) is not null);

    /// <summary>Everything measured, as launch <paramref name="launch"/>.</summary>
    public PairedBlock Block(int launch, DateTimeOffset startedAt, IReadOnlyList<bool> order) =>
        new(module.Entry.Name.Text, settings, launch, startedAt, order, _baseline.Freeze(launch), _candidate.Freeze(launch));

    /// <inheritdoc/>
    public void Dispose()
    {
        _baseline.Worker.Dispose();
        _candidate.Worker.Dispose();
    }

    private bool InTurn(bool candidateFirst, Func<Side, bool> act) =>
        act(candidateFirst ? _candidate : _baseline) && act(candidateFirst ? _baseline : _candidate);

    private Outcome.Completed? Run(Side side, int operations, bool summarize)
    {
        // The digest was checked when the module was fetched; checking it again in every process would cost as much as a small compile.
        var outcome = side.Worker.Run(new OperationRequest(MeasuredOperation.Compile, settings, module.Path, null, Summarize: summarize, RunsPerSample: operations), setup.Limits, cancellation).ThrowIfToolFailed();
        if (outcome is not Outcome.Completed compiled)
        {
            Failure = (side.Label, outcome);
            return null;
        }

        side.Samples.AddRange(compiled.Samples);
        return compiled;
    }

    private sealed class Side(string label, IsolatedWorker worker)
    {
        public string Label => label;

        public IsolatedWorker Worker => worker;

        public List<CompileTimeSample> Samples { get; } = [];

        public long? Peak { get; set; }

        public BlockSide Freeze(int launch)
        {
            var warm = 0;
            return new BlockSide([.. Samples.Select(s => s with { Launch = launch, Iteration = s.Kind == SampleKind.Warm ? warm++ : 0 })], Peak);
        }
    }
}
