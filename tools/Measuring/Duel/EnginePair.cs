using System.Diagnostics;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Modules.Catalog;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Duel;

/// <summary>
/// Two fresh workers, one per engine, that run one case in turn. Their first runs give peaks of memory; pairs of times come from them only where
/// the engines cannot share a process.
/// </summary>
internal sealed class EnginePair(DuelSetup setup, ModuleFetchResult.Available module, string settings, CancellationToken cancellation) : IDisposable
{
    // As in a shared process: the second run of a short module is still slower than later ones.
    private const double ShortNanoseconds = 50e6;

    private readonly Side _baseline = new(setup.Baseline.Label, IsolatedWorker.Start(setup.Baseline.LibraryPath, setup.Limits.CeilingBytes, libraryPagesLoaded: true));
    private readonly Side _candidate = new(setup.Candidate.Label, IsolatedWorker.Start(setup.Candidate.LibraryPath, setup.Limits.CeilingBytes, libraryPagesLoaded: true));

    /// <summary>What the artifact was like, by engine; empty before one was asked for.</summary>
    public Dictionary<string, ArtifactSummary> Artifacts { get; } = [];

    /// <summary>The engine that failed and how; null while none has.</summary>
    public (string Engine, Outcome Outcome)? Failure { get; private set; }

    /// <summary>The first run of each process. False where one failed.</summary>
    public bool RunCold(bool candidateFirst, bool summarize) => InTurn(candidateFirst, side =>
    {
        if (Run(side, 1, summarize) is not { } outcome)
        {
            return false;
        }

        side.Samples.AddRange(outcome.Samples);
        (side.Peak, side.PeakAnonymous) = (outcome.PeakNativeBytes, outcome.PeakAnonymous);
        if (outcome.Artifact is { } artifact)
        {
            Artifacts[side.Label] = artifact;
        }

        return true;
    });

    /// <summary>Pairs of warm samples after the first runs, until the time of the series is over. Null where one failed.</summary>
    /// <returns>How many pairs were measured.</returns>
    public int? RunPairs(PairSeries series)
    {
        var pair = Last(_baseline) + Last(_candidate);
        if (pair < 2 * ShortNanoseconds && !InTurn(series.CandidateFirst[0], Untimed))
        {
            return null;
        }

        var operations = (int)Math.Clamp(series.Nanoseconds / series.CandidateFirst.Count / Math.Max(1, pair), 1, 1000);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < series.CandidateFirst.Count; i++)
        {
            if (i > 0 && i % 2 == 0 && Stopwatch.GetElapsedTime(start).TotalNanoseconds >= series.Nanoseconds)
            {
                return i;
            }

            if (!InTurn(series.CandidateFirst[i], side => Sample(side, operations)))
            {
                return null;
            }
        }

        return series.CandidateFirst.Count;
    }

    /// <summary>The baseline's side.</summary>
    public BlockSide Baseline => _baseline.Freeze();

    /// <summary>The candidate's side.</summary>
    public BlockSide Candidate => _candidate.Freeze();

    /// <inheritdoc/>
    public void Dispose()
    {
        _baseline.Worker.Dispose();
        _candidate.Worker.Dispose();
    }

    private static double Last(Side side) => side.Samples[^1].NanosecondsPerOperation;

    private static bool InTurn(Side first, Side second, Func<Side, bool> act) => act(first) && act(second);

    private bool InTurn(bool candidateFirst, Func<Side, bool> act) =>
        candidateFirst ? InTurn(_candidate, _baseline, act) : InTurn(_baseline, _candidate, act);

    private bool Untimed(Side side) => Run(side, 1, summarize: false) is not null;

    private bool Sample(Side side, int operations)
    {
        var outcome = Run(side, operations, summarize: false);
        side.Samples.AddRange(outcome?.Samples ?? []);
        return outcome is not null;
    }

    private Outcome.Completed? Run(Side side, int operations, bool summarize)
    {
        var outcome = side.Worker.Run(setup.RequestFor(module, settings, summarize) with { RunsPerSample = operations }, setup.Limits, cancellation).ThrowIfToolFailed();
        if (outcome is not Outcome.Completed completed)
        {
            Failure = (side.Label, outcome);
            return null;
        }

        return completed;
    }

    private sealed class Side(string label, IsolatedWorker worker)
    {
        public string Label => label;

        public IsolatedWorker Worker => worker;

        public List<CompileTimeSample> Samples { get; } = [];

        public long? Peak { get; set; }

        public Engines.Hosting.PeakAnonymousMemory? PeakAnonymous { get; set; }

        public BlockSide Freeze() => new([.. Samples], Peak) { PeakAnonymous = PeakAnonymous };
    }
}
