using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Measuring.Runs;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Scaling;

/// <summary>
/// Grows the ladders of one shape, several at once on lanes of their own: finds how far each goes and what every size costs, all sizes in one process.
/// Then the largest sizes are compiled once more, each in a fresh process, which gives their cold samples and their peak memory: a fresh process takes
/// longer than a small compile. Lanes disturb each other a little, so the warm times found here only decide how far a ladder grows, and laws are drawn
/// through samples that <see cref="ShapeRounds"/> takes one at a time.
/// </summary>
internal sealed class ShapeGrowth(RungFiles files, ScalingRequest request, TimePlan plan, CompileShare share, int lanes)
{
    /// <summary>The smallest size looked at: below it the constant cost of a module hides the shape.</summary>
    private const int SmallestStart = 16;

    /// <summary>A law needs four sizes, and one more to see a bend.</summary>
    private const int FewestSizes = 5;

    private const double Surprise = 1.5;

    private static readonly TimeSpan StartTime = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private TimeSpan _toMeasure;

    /// <summary>
    /// A compile is killed here. Past the budget, so that the size at the budget can be read off between two measured ones.
    /// </summary>
    public static OperationLimits LimitsOf(ScalingRequest request) => new(request.Budget * 2, request.MemoryLimit);

    /// <summary>Grows them all.</summary>
    /// <exception cref="OperationCanceledException">The run was asked to stop; all workers have been killed.</exception>
    /// <exception cref="IOException">A size cannot be written; whatever a lane throws comes out as it is.</exception>
    public void Grow(IReadOnlyList<Ladder> ladders, CancellationToken cancellation)
    {
        var began = share.Now();
        var start = new Lazy<int>(() => FindStart(ladders[0], cancellation));
        try
        {
            Lanes.ForEach(ladders, lanes, ladder => Grow(ladder, start, ladders.Count, cancellation), cancellation);
        }
        finally
        {
            share.AddLanes(began, Math.Min(lanes, ladders.Count));
        }
    }

    private void Grow(Ladder ladder, Lazy<int> start, int ladders, CancellationToken cancellation)
    {
        using var slot = new WorkerSlot(ladder.Engine.LibraryPath, LimitsOf(request).CeilingBytes, libraryPagesLoaded: true);
        var wasComplete = ladder.End is not null;
        if (ladder.Tried.Count == 0 && ladder.End is null)
        {
            Try(ladder, start.Value, StartTime, slot, cancellation);
        }

        while (ladder.End is null)
        {
            cancellation.ThrowIfCancellationRequested();
            if (GrowthRule.Next(ladder.Tried, files.Shape.Sizes.Maximum, request.Budget) is not { } step)
            {
                ladder.EndAs(ladder.Tried[^1].Time > request.Budget ? LadderEnd.Budget : LadderEnd.LargestSize);
            }
            else if (!HasTimeFor(step, ladder.Tried.Count, ladders))
            {
                ladder.EndAs(LadderEnd.TimeShare);
            }
            else
            {
                Try(ladder, step.Size, step.Expected, slot, cancellation);
            }
        }

        if (!wasComplete)
        {
            FillGaps(ladder, ladders, slot, cancellation);
        }

        foreach (var rung in ladder.Rungs.Where(r => r.ExploredTime is not null).TakeLast(RoundPlan.LargestSizes).Where(r => !r.HasCold).ToList())
        {
            rung.AddCold(Compile(ladder, rung.File, slot, isFresh: true, 1, cancellation));
        }
    }

    private void FillGaps(Ladder ladder, int ladders, WorkerSlot slot, CancellationToken cancellation)
    {
        for (var added = 0; added < GapRule.MostAdded; added++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (GapRule.Next(ladder.Tried, ladder.SmallestTimedOut, files.Shape.Sizes.Minimum, LimitsOf(request).Deadline) is not { } size
                || !HasTimeFor(new GrowthStep(size, request.Budget, IsSteep: true), ladder.Tried.Count, ladders))
            {
                return;
            }

            Try(ladder, size, request.Budget, slot, cancellation);
        }
    }

    private void Try(Ladder ladder, int size, TimeSpan expected, WorkerSlot slot, CancellationToken cancellation)
    {
        var file = files.ForSize(size);
        var exploration = Explore(ladder, file, slot, isFresh: false, cancellation);

        // What ends a ladder is tried again in a fresh process: the memory that earlier compiles left behind counts towards the limit, and the machine
        // may have been busy with something else just then.
        if ((exploration.Time is null || IsSurprise(exploration, expected)) && Explore(ladder, file, slot, isFresh: true, cancellation) is var second && !(exploration.Time < second.Time))
        {
            exploration = second;
        }

        var rung = new Rung(size, file, exploration);
        ladder.Add(rung);
        lock (_gate)
        {
            _toMeasure += RoundPlan.CostOf(rung.ExploredTime ?? TimeSpan.Zero);
        }
    }

    private Exploration Explore(Ladder ladder, RungFile file, WorkerSlot slot, bool isFresh, CancellationToken cancellation)
    {
        var startedAt = DateTimeOffset.UtcNow;
        var first = Compile(ladder, file, slot, isFresh, 1, cancellation);
        var more = first is Outcome.Completed { Samples: [var sample, ..] } ? RoundPlan.CompilesPerSample(TimeSpan.FromMicroseconds(sample.NanosecondsPerOperation / 1e3)) : 0;
        var warm = more > 0 && slot.IsAlive ? Compile(ladder, file, slot, isFresh: false, more, cancellation) : null;
        return new Exploration(first, warm, isFresh, startedAt);
    }

    private Outcome Compile(Ladder ladder, RungFile file, WorkerSlot slot, bool isFresh, int samples, CancellationToken cancellation)
    {
        var compile = new OperationRequest(MeasuredOperation.Compile, ladder.Settings.Name, file.Path, file.Description.Digest, samples);
        var outcome = slot.Run(compile, LimitsOf(request), cancellation, isFresh);
        share.Add(outcome.Samples);
        return outcome;
    }

    // What passes the budget ends a ladder, and the machine may have been busy with something else just then: what nobody expected is tried again.
    private bool IsSurprise(Exploration exploration, TimeSpan expected) =>
        expected * Surprise < request.Budget && exploration.Time > request.Budget;

    private bool HasTimeFor(GrowthStep step, int sizes, int ladders)
    {
        if (sizes < FewestSizes || step.Expected <= plan.GentleTop(ladders))
        {
            return true;
        }

        lock (_gate)
        {
            // The lanes compile the size up to three times: twice now, and once in a fresh process. Then come its rounds.
            return step.IsSteep && plan.SpentOnShape + _toMeasure + (step.Expected * (3 / (double)lanes)) + RoundPlan.CostOf(step.Expected) <= plan.SteepShare;
        }
    }

    // All settings start at one size, so that they can be compared: where the first of them takes about a millisecond, and less is mostly the
    // constant cost of any module. Found in one process that has already compiled something.
    private int FindStart(Ladder first, CancellationToken cancellation)
    {
        var sizes = files.Shape.Sizes;
        var size = Math.Clamp(SmallestStart, sizes.Minimum, sizes.Maximum);
        using var slot = new WorkerSlot(first.Engine.LibraryPath, LimitsOf(request).CeilingBytes);
        for (var warm = false; ; warm = true)
        {
            var file = files.ForSize(size);
            var outcome = slot.Run(new OperationRequest(MeasuredOperation.Compile, first.Settings.Name, file.Path, file.Description.Digest), LimitsOf(request), cancellation);
            if (outcome is not Outcome.Completed { Samples: [var sample, ..] })
            {
                return Math.Clamp(SmallestStart, sizes.Minimum, sizes.Maximum);
            }

            if (warm && sample.NanosecondsPerOperation > StartTime.TotalNanoseconds)
            {
                return Math.Max(size / 2, Math.Clamp(SmallestStart, sizes.Minimum, sizes.Maximum));
            }

            if (warm && 2L * size > sizes.Maximum / 64)
            {
                return size;
            }

            size = warm ? 2 * size : size;
        }
    }
}
