using CompileBench.Analysis.Randomness;
using CompileBench.Analysis.Scaling.Growth;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Runs;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Scaling;

/// <summary>
/// Spends the rest of a run on the laws that its samples leave open: each round takes one more sample of every size of every open law, and laws that it
/// settles take part in no further round. A record is written again with its new samples after each shape, so that an interruption loses one shape
/// of one round.
/// </summary>
internal sealed class OpenLaws(RunSession session, IReadOnlyList<EngineBuild> engines, OperationLimits limits, SplitMix64 random, CompileShare share, FailedRounds failures)
{
    /// <summary>More rounds than this make no bounds narrower that matter.</summary>
    public const int MostRounds = 12;

    /// <summary>The ladders whose laws of time more samples may settle.</summary>
    /// <param name="records">All records of the run.</param>
    internal static IReadOnlyList<MeasuredLadder> Find(IEnumerable<CaseRecord> records) =>
    [
        .. MeasuredLadder.Judge(records)
            .Where(l => l.Law is { Verdict: GrowthVerdict.Open, Reason: GrowthReason.BoundsTooWide } && l.Ladder.LastRound < MostRounds)
            .Select(l => l.Ladder),
    ];

    /// <summary>Measures until every law is settled or the time is up.</summary>
    /// <param name="left">The time left.</param>
    /// <param name="tell">Called after each shape with the number of laws still open when its round began.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">The run was asked to stop; all workers have been killed.</exception>
    public void Settle(Func<TimeSpan> left, Action<int, string> tell, CancellationToken cancellation)
    {
        while (Find(session.Records) is { Count: > 0 } open)
        {
            var shapes = open.GroupBy(l => l.Shape).ToArray();
            random.Shuffle<IGrouping<string, MeasuredLadder>>(shapes);
            var anySample = false;
            foreach (var shape in shapes)
            {
                // Started only where it ends in time.
                var cost = shape.SelectMany(l => l.Rungs).Select(r => MeasuredLadder.TimeOf(r.Record)).Aggregate(TimeSpan.Zero, (sum, time) => sum + (RoundPlan.CompilesPerSample(time) * time));
                if (left() < cost)
                {
                    continue;
                }

                anySample |= Measure(LadderShapes.All.First(s => s.Name == shape.Key), [.. shape], cancellation);
                tell(open.Count, shape.Key);
            }

            if (!anySample)
            {
                return;
            }
        }
    }

    private bool Measure(LadderShape shape, IReadOnlyList<MeasuredLadder> ladders, CancellationToken cancellation)
    {
        using var files = new RungFiles(shape);
        var launches = ladders.Max(l => l.LastLaunch);
        using var workers = new RoundWorkers(limits, share, launches);
        var items = ladders.SelectMany(l => l.Rungs.Where(r => r.Record.Outcome == OutcomeKind.Completed && !failures.Has(r.Record.Module, l.Settings, l.Engine)).Select(r => (Ladder: l, r.Size, r.Record))).ToArray();
        var again = new List<CaseRecord>();
        foreach (var (ladder, size, record) in random.InSweeps(items.GroupBy(i => i.Ladder)))
        {
            var engine = engines.First(e => e.Label == ladder.Engine);
            var (outcome, sample) = workers.Take(new RoundCompile(engine, ladder.Settings, files.ForSize(size), files.ForSize(ladder.Rungs[0].Size), RoundPlan.CompilesPerSample(MeasuredLadder.TimeOf(record))), cancellation);
            var round = ladder.LastRound + 1;
            if (sample is not null)
            {
                again.Add(record with { Samples = [.. record.Samples, sample with { Round = round, Iteration = 0 }] });
            }
            else if (outcome is not Outcome.ToolFailed)
            {
                failures.Add(new FailedRound(record.Module, ladder.Settings, ladder.Engine, round, outcome.Kind, outcome.Message));
            }
        }

        foreach (var record in again)
        {
            session.Add(record);
        }

        return again.Count > 0;
    }
}
