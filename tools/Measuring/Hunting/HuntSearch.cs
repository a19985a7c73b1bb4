using CompileBench.Analysis.Randomness;
using CompileBench.Measuring.Runs;

namespace CompileBench.Measuring.Hunting;

/// <summary>The searching part of a hunt: batches of candidates are screened and offered to the grid, and elites are measured again in rounds.</summary>
/// <param name="request">What the hunt was asked for.</param>
/// <param name="state">What the hunt knows.</param>
/// <param name="source">Makes the candidates.</param>
/// <param name="meters">One for each lane.</param>
/// <param name="clock">The time.</param>
/// <param name="progress">What a person sees.</param>
/// <param name="directory">The run's directory.</param>
internal sealed class HuntSearch(HuntRequest request, HuntState state, CandidateSource source, CostMeter[] meters, HuntClock clock, HuntProgress progress, string directory)
{
    private const int BatchPerLane = 80;

    // Each peak of memory needs a new process.
    private const int BatchPerLaneOfMemory = 10;

    // Compiles of so many candidates are sent to a worker at once. The costs of two engines are measured close to each other, because the machine's speed varies.
    private const int TogetherOfOne = 10;
    private const int TogetherOfTwo = 2;

    // Lanes wait for one another at the end of a group, so a group has some elites for each.
    private const int ConfirmedPerLane = 3;
    private const double ConfirmingShare = 0.6;

    // The same for elites that a finding explains: most of them would be the same finding again.
    private const double ExplainedShare = 0.12;
    private const int Rounds = 4;
    private const double ConfirmingCap = 30e6;
    private const double ScreeningCap = 20e6;

    // The ratio of two engines grows with the size where one of them has a steeper law: it shows in longer compiles than the law itself.
    private const double ConfirmingCapOfComparison = 250e6;
    private const double ScreeningCapOfComparison = 80e6;

    // What an elite must show for rounds to be spent on it: a doubled module costs 2.2 times as much, or 7% more than by the baseline.
    private const double LeastSlopeExcess = 0.15;
    private const double LeastLogRatio = 0.1;

    private readonly CandidateScreen _screen = new(request.Metric, request.Baseline is not null, HuntVerdict.Cap(request.Metric, request.Baseline is null ? ScreeningCap : ScreeningCapOfComparison), request.Seed);
    private double _screening = state.Counts.ScreeningSeconds;
    private double _screeningHere;
    private double _confirming;
    private int _confirmed;

    /// <summary>Searches until its share of this cycle, or the number of candidates, is used up.</summary>
    /// <exception cref="OperationCanceledException">The hunt was asked to stop; batches that were finished stay.</exception>
    public void Run(CancellationToken cancellation)
    {
        var most = state.Counts.Screened + (request.Candidates ?? long.MaxValue / 2);
        while (clock.MaySearch && state.Counts.Screened < most)
        {
            Screen((int)Math.Min((request.Metric == HuntMetric.Memory ? BatchPerLaneOfMemory : BatchPerLane) * meters.Length, most - state.Counts.Screened), cancellation);
            while (_confirming < ConfirmingShare * (_confirming + _screeningHere) && state.Counts.Screened < most && Confirm(cancellation))
            {
            }

            progress.Searched(state, clock.Elapsed);
        }

        // With a limit of candidates the time that is left goes to the elites.
        while (request.Candidates is not null && clock.MaySearch && Confirm(cancellation))
        {
        }
    }

    private void Screen(int count, CancellationToken cancellation)
    {
        var began = clock.Elapsed;
        var (wall, cpu) = (meters.Sum(m => m.WallNanoseconds), meters.Sum(m => m.CpuNanoseconds));
        var (first, each) = (state.Counts.Screened, request.Baseline is not null || request.Metric == HuntMetric.Memory ? TogetherOfTwo : TogetherOfOne);
        var create = source.Prepare(state.Grid, state.Growth);
        var known = new ScreenKnowledge(state.Grid, state.Growth);
        var groups = Enumerable.Range(0, count).Chunk(each).ToList();
        var results = Lanes.Run(groups, meters, (group, meter) => _screen.Screen([.. group.Select(i => create(first + i))], meter, known, cancellation), cancellation).SelectMany(r => r).ToList();
        _screening += clock.Elapsed - began;
        _screeningHere += clock.Elapsed - began;
        foreach (var result in results)
        {
            KeepFailure(result);
        }

        state.Add(results, clock.Total, _screening, (meters.Sum(m => m.WallNanoseconds) - wall) / 1e9, (meters.Sum(m => m.CpuNanoseconds) - cpu) / 1e9);
    }

    private bool Confirm(CancellationToken cancellation)
    {
        var elites = new List<Elite>();
        var (open, growth) = (state.Grid.All.ToList(), state.Growth);
        var withExplained = _confirming < ExplainedShare * (_confirming + _screeningHere);
        while (elites.Count < Math.Min(ConfirmedPerLane * meters.Length, (request.Elites ?? int.MaxValue) - _confirmed) && state.Suspects.Next(open, request.Baseline is null ? LeastSlopeExcess : LeastLogRatio, growth, withExplained, simplest: elites.Count % 2 == 0) is { } elite)
        {
            elites.Add(elite);
            open.Remove(elite);
        }

        var began = clock.Elapsed;
        var measured = Lanes.Run(elites, meters, (elite, meter) => ShrinkAndMeasure(elite, meter, cancellation), cancellation);
        for (var i = 0; i < elites.Count; i++)
        {
            Keep(elites[i], measured[i].Reduced, measured[i].Table);
        }

        _confirmed += elites.Count;
        _confirming += clock.Elapsed - began;
        return elites.Count > 0;
    }

    // No table where the elite shrinks to one that rounds judged before. The ratio of two engines hardly shows in short compiles, and each peak of memory needs a new process.
    private (Elite Reduced, MeasuredDoublings? Table) ShrinkAndMeasure(Elite elite, CostMeter meter, CancellationToken cancellation)
    {
        var reduced = request.Baseline is null && request.Metric != HuntMetric.Memory ? new EliteShrinker(meter, cancellation).Shrink(elite) : elite;
        if (reduced.Cell != elite.Cell && state.Suspects.HasTried(reduced))
        {
            return (reduced, null);
        }

        var measurer = new DoublingMeasurer(meter, new SplitMix64(request.Seed), Rounds, HuntVerdict.Cap(request.Metric, request.Baseline is null ? ConfirmingCap : ConfirmingCapOfComparison));
        return (reduced, measurer.Measure(reduced.Pattern, reduced.Settings, table => HuntVerdict.IsHopeless(table, request.Baseline is not null), cancellation));
    }

    private void Keep(Elite elite, Elite reduced, MeasuredDoublings? table)
    {
        if (table is null)
        {
            state.Suspects.AddKnown(elite, reduced);
            return;
        }

        var slope = HuntVerdict.IsConfirmed(table, request.Baseline is not null) ? table.Ratio?.Ratio ?? table.Law.Slope : null;
        if (slope is not null && reduced.Cell != elite.Cell)
        {
            state.Add(reduced);
        }

        progress.Rediscovered(elite.Settings, slope, state.Suspects.Add(elite, reduced, slope, state.Counts.Screened), state.Counts.Screened, clock.Total);
    }

    private void KeepFailure(ScreenResult result)
    {
        if (HuntFailures.Describe(result, request.Engine.Label) is { } failure && !state.HasLike(failure))
        {
            progress.Found(state.Add(failure with { Module = HuntFailures.WriteModule(directory, result) }));
        }
    }
}
