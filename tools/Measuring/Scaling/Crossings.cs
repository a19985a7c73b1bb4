using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Runs;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Scaling;

/// <summary>
/// Spends what is left of a run on ladders that are superlinear and were not grown to the budget: whoever compiles such a shape bounds it by the size
/// that passes the budget, which must be measured. Each size is compiled twice in a process of its own, several ladders at once. The ladders that are
/// nearest to the budget come first.
/// </summary>
internal sealed class Crossings(RunSession session, LadderExtents extents, ScalingRequest request, CompileShare share, int lanes)
{
    // The compiles of one size: a cold one and a warm one.
    private const int CompilesPerSize = 2;

    private readonly Lock _gate = new();

    /// <summary>The ladders to grow, nearest to the budget first.</summary>
    /// <param name="records">All records of the run.</param>
    /// <param name="extents">How far ladders were grown.</param>
    internal static IReadOnlyList<MeasuredLadder> Find(IEnumerable<CaseRecord> records, IEnumerable<LadderExtent> extents)
    {
        var shortOfTime = extents.Where(e => e.End == LadderEnd.TimeShare).Select(e => (e.Shape, e.Settings, e.Engine)).ToHashSet();
        return
        [
            .. MeasuredLadder.Judge(records)
                .Where(l => l.Law.IsSuperlinear && shortOfTime.Contains((l.Ladder.Shape, l.Ladder.Settings, l.Ladder.Engine)) && l.Ladder.Tried.Count > 1)
                .Select(l => l.Ladder)
                .OrderByDescending(l => l.Tried[^1].Time),
        ];
    }

    /// <summary>Grows them until all have passed the budget or the time is up.</summary>
    /// <param name="left">The time left.</param>
    /// <param name="tell">Called, one call at a time, with each ladder that was grown and its end.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">The run was asked to stop; all workers have been killed.</exception>
    public void Measure(Func<TimeSpan> left, Action<MeasuredLadder, LadderExtent> tell, CancellationToken cancellation)
    {
        var began = share.Now();
        var ladders = Find(session.Records, extents.All);
        var options = new ParallelOptions { MaxDegreeOfParallelism = lanes, CancellationToken = cancellation };
        try
        {
            // Lanes take one ladder at a time, so that the nearest to the budget are grown first.
            Parallel.ForEach(
                Partitioner.Create(ladders, EnumerablePartitionerOptions.NoBuffering), options, ladder => Grow(ladder, left, tell, cancellation));
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(ParallelFault.FirstOf(e));
        }
        finally
        {
            share.AddLanes(began, Math.Min(lanes, Math.Max(1, ladders.Count)));
        }
    }

    private void Grow(MeasuredLadder ladder, Func<TimeSpan> left, Action<MeasuredLadder, LadderExtent> tell, CancellationToken cancellation)
    {
        var shape = LadderShapes.All.First(s => s.Name == ladder.Shape);
        var engine = request.Engines.First(e => e.Label == ladder.Engine);
        var tried = ladder.Tried.ToList();
        var launch = ladder.LastLaunch;
        var extent = extents.All.First(e => (e.Shape, e.Settings, e.Engine) == (ladder.Shape, ladder.Settings, ladder.Engine));
        using var files = new RungFiles(shape);
        using var slot = new WorkerSlot(engine.LibraryPath, ShapeGrowth.LimitsOf(request).CeilingBytes, libraryPagesLoaded: true);
        while (extent.End == LadderEnd.TimeShare)
        {
            cancellation.ThrowIfCancellationRequested();
            if (CrossingRule.Next(tried, shape.Sizes.Maximum, request.Budget) is not { } step)
            {
                extent = extent with { End = tried[^1].Time > request.Budget ? LadderEnd.Budget : LadderEnd.LargestSize };
            }
            else if (left() < step.Expected * CompilesPerSize)
            {
                return;
            }
            else
            {
                var file = files.ForSize(step.Size);
                var record = Compile(ladder, engine, file, slot, ++launch, cancellation);
                Keep(file, record);
                extent = extent with { LargestTried = step.Size, End = record.Outcome == OutcomeKind.Completed ? LadderEnd.TimeShare : Ladder.EndOf(record.Outcome) };
                tried.Add(new TriedSize(step.Size, MeasuredLadder.TimeOf(record)));
            }
        }

        lock (_gate)
        {
            extents.Set(extent);
            extents.Save();
            tell(ladder, extent);
        }
    }

    private CaseRecord Compile(MeasuredLadder ladder, EngineBuild engine, RungFile file, WorkerSlot slot, int launch, CancellationToken cancellation)
    {
        var startedAt = DateTimeOffset.UtcNow;
        var compile = new OperationRequest(MeasuredOperation.Compile, ladder.Settings, file.Path, file.Description.Digest, CompilesPerSize);
        var outcome = slot.Run(compile, ShapeGrowth.LimitsOf(request), cancellation, fresh: true);
        share.Add(outcome.Samples);
        return new CaseRecord
        {
            Operation = OperationNames.Compile,
            Module = file.Description.Name,
            Settings = ladder.Settings,
            Engine = engine.Label,
            ModuleDigest = file.Description.Digest,
            EngineDigest = engine.Digest.ToString(),
            Outcome = outcome.Kind,
            Message = outcome.Message,
            Samples = [.. outcome.Samples.Select(s => s with { Launch = launch, Round = s.Kind == SampleKind.Warm ? ladder.LastRound + 1 : null })],
            PeakNativeBytes = outcome.PeakNativeBytes,
            PeakAnonymousBytes = outcome.PeakAnonymous?.Lower,
            StartedAt = startedAt,
        };
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
