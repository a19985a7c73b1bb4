using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Runs;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Scaling;

/// <summary>
/// Spends what is left of a run on shapes that are superlinear under some setting. Whoever compiles such a shape bounds it by the size that passes the
/// budget, which must be measured: superlinear ladders that were not grown to the budget are grown to it, the nearest ones first. Then the ladders of
/// the other settings are grown to the same sizes, where they may turn out to be superlinear as well. Each size is compiled twice in a process of its
/// own, several ladders at once.
/// </summary>
internal sealed class Crossings(RunSession session, LadderExtents extents, ScalingRequest request, CompileShare share, int lanes)
{
    // The compiles of one size: a cold one and a warm one.
    private const int CompilesPerSize = 2;

    private readonly Lock _gate = new();

    /// <summary>The ladders that more time would have let grow, of shapes with a superlinear law: superlinear ones first, nearest to the budget first.</summary>
    /// <param name="records">All records of the run.</param>
    /// <param name="extents">How far ladders were grown.</param>
    /// <returns>Each ladder with the size that it is grown to at most.</returns>
    internal static IReadOnlyList<(MeasuredLadder Ladder, int Largest)> Find(IEnumerable<CaseRecord> records, IEnumerable<LadderExtent> extents)
    {
        var shortOfTime = extents.Where(e => e.End == LadderEnd.TimeShare).Select(e => (e.Shape, e.Settings, e.Engine)).ToHashSet();
        var judged = MeasuredLadder.Judge(records).Where(l => l.Ladder.Tried.Count > 1).ToList();
        var compared = judged.Where(l => l.Law.IsSuperlinear).GroupBy(l => l.Ladder.Shape).ToDictionary(g => g.Key, g => g.Max(l => l.Ladder.Tried[^1].Size));
        return
        [
            .. judged.Where(l => compared.ContainsKey(l.Ladder.Shape) && shortOfTime.Contains((l.Ladder.Shape, l.Ladder.Settings, l.Ladder.Engine)))
                .Select(l => (l.Law.IsSuperlinear, l.Ladder, Largest: l.Law.IsSuperlinear ? int.MaxValue : compared[l.Ladder.Shape]))
                .Where(l => l.Ladder.Tried[^1].Size < l.Largest)
                .OrderByDescending(l => l.IsSuperlinear)
                .ThenByDescending(l => l.Ladder.Tried[^1].Time)
                .Select(l => (l.Ladder, l.Largest)),
        ];
    }

    /// <summary>Grows ladders until none is left to grow or the time is up.</summary>
    /// <param name="left">The time left.</param>
    /// <param name="tell">Called, one call at a time, with each ladder that was grown and its end.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">The run was asked to stop; all workers have been killed.</exception>
    public void Measure(Func<TimeSpan> left, Action<MeasuredLadder, LadderExtent> tell, CancellationToken cancellation)
    {
        var known = new Dictionary<(string, string, string), int>();
        while (Find(session.Records, extents.All).Where(l => !IsKnown(l)).ToList() is { Count: > 0 } ladders)
        {
            // The sizes of superlinear ladders decide how far the others are grown.
            var next = ladders.Any(l => l.Largest == int.MaxValue) ? ladders.Where(l => l.Largest == int.MaxValue).ToList() : ladders;
            next.ForEach(l => known[KeyOf(l.Ladder)] = l.Largest);
            Grow(next, left, tell, cancellation);
        }

        // What was not grown for want of time is not tried again, unless it is now to be grown further.
        bool IsKnown((MeasuredLadder Ladder, int Largest) one) => known.TryGetValue(KeyOf(one.Ladder), out var largest) && largest >= one.Largest;

        static (string, string, string) KeyOf(MeasuredLadder ladder) => (ladder.Shape, ladder.Settings, ladder.Engine);
    }

    private void Grow(List<(MeasuredLadder Ladder, int Largest)> ladders, Func<TimeSpan> left, Action<MeasuredLadder, LadderExtent> tell, CancellationToken cancellation)
    {
        var began = share.Now();
        try
        {
            Lanes.ForEach(ladders, lanes, l => Grow(l.Ladder, l.Largest, left, tell, cancellation), cancellation);
        }
        finally
        {
            share.AddLanes(began, Math.Min(lanes, ladders.Count));
        }
    }

    private void Grow(MeasuredLadder ladder, int largest, Func<TimeSpan> left, Action<MeasuredLadder, LadderExtent> tell, CancellationToken cancellation)
    {
        var shape = LadderShapes.All.First(s => s.Name == ladder.Shape);
        var engine = request.Engines.First(e => e.Label == ladder.Engine);
        var tried = ladder.Tried.ToList();
        var launch = ladder.LastLaunch;
        var before = ExtentOf(ladder);
        var extent = before;
        using var files = new RungFiles(shape);
        using var slot = new WorkerSlot(engine.LibraryPath, ShapeGrowth.LimitsOf(request).CeilingBytes, libraryPagesLoaded: true);
        while (extent.End == LadderEnd.TimeShare)
        {
            cancellation.ThrowIfCancellationRequested();
            if (CrossingRule.Next(tried, Math.Min(largest, shape.Sizes.Maximum), request.Budget) is not { } step)
            {
                extent = extent with { End = tried[^1].Time > request.Budget ? LadderEnd.Budget : tried[^1].Size >= shape.Sizes.Maximum ? LadderEnd.LargestSize : extent.End };
                break;
            }

            if (left() < step.Expected * CompilesPerSize)
            {
                break;
            }

            var file = files.ForSize(step.Size);
            var record = Compile(ladder, engine, file, slot, ++launch, cancellation);
            Keep(file, record);
            extent = extent with { LargestTried = step.Size, End = record.Outcome == OutcomeKind.Completed ? extent.End : Ladder.EndOf(record.Outcome) };
            tried.Add(new TriedSize(step.Size, MeasuredLadder.TimeOf(record)));
        }

        if (extent != before)
        {
            lock (_gate)
            {
                extents.Set(extent);
                extents.Save();
                tell(ladder, extent);
            }
        }
    }

    private LadderExtent ExtentOf(MeasuredLadder ladder)
    {
        lock (_gate)
        {
            return extents.All.First(e => (e.Shape, e.Settings, e.Engine) == (ladder.Shape, ladder.Settings, ladder.Engine));
        }
    }

    private CaseRecord Compile(MeasuredLadder ladder, EngineBuild engine, RungFile file, WorkerSlot slot, int launch, CancellationToken cancellation)
    {
        var startedAt = DateTimeOffset.UtcNow;
        var compile = new OperationRequest(MeasuredOperation.Compile, ladder.Settings, file.Path, file.Description.Digest, CompilesPerSize);
        var outcome = slot.Run(compile, ShapeGrowth.LimitsOf(request), cancellation, fresh: true);
        share.Add(outcome.Samples);
        IReadOnlyList<CompileTimeSample> samples = [.. outcome.Samples.Select(s => s with { Launch = launch, Round = s.Kind == SampleKind.Warm ? ladder.LastRound + 1 : null })];
        return file.Record(ladder.Settings, engine, outcome, samples, startedAt) with { PeakNativeBytes = outcome.PeakNativeBytes, PeakAnonymousBytes = outcome.PeakAnonymous?.Lower };
    }

    private void Keep(RungFile file, CaseRecord record)
    {
        lock (_gate)
        {
            session.Add(record);
            session.Update(manifest => manifest with { Modules = [.. manifest.Modules.Append(file.Description).DistinctBy(m => m.Name)] });
        }
    }
}
