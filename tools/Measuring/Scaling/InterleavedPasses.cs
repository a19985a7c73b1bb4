using System.Diagnostics;
using CompileBench.Analysis.Randomness;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;

namespace CompileBench.Measuring.Scaling;

/// <summary>
/// Measures the ladders of one shape, one compile at a time with nothing else of the run going on. Each pass is a fresh process an engine;
/// in it all sizes and settings come in random order, so that a machine that is slow for a while, or a process that was unlucky, lies on all
/// sizes alike and does not look like growth.
/// </summary>
/// <param name="limits">What one compile may cost.</param>
/// <param name="random">Where the order comes from.</param>
internal sealed class InterleavedPasses(OperationLimits limits, SplitMix64 random)
{
    /// <summary>Time spent inside measured compiles.</summary>
    public TimeSpan Measured { get; private set; }

    /// <summary>Time spent in all.</summary>
    public TimeSpan Spent { get; private set; }

    /// <summary>Measures what was explored now; what an earlier part of the run finished is left as it is.</summary>
    /// <param name="ladders">The ladders.</param>
    /// <param name="allowed">What it may take; one pass is made whatever it takes.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">The run was asked to stop; all workers have been killed.</exception>
    public void Measure(IReadOnlyList<Ladder> ladders, TimeSpan allowed, CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        var items = ladders.SelectMany(l => l.Rungs.Where(r => r.ExploredTime is not null).Select(r => (Ladder: l, Rung: r))).ToList();
        var passes = PassPlan.CountPasses([.. items.Select(i => i.Rung.ExploredTime!.Value)], allowed);
        for (var pass = 1; pass <= passes.DefaultIfEmpty(0).Max(); pass++)
        {
            var order = items.Where((_, i) => passes[i] >= pass).ToArray();
            random.Shuffle<(Ladder, Rung)>(order);
            foreach (var engine in order.GroupBy(o => o.Ladder.Engine))
            {
                using var slot = new WorkerSlot(engine.Key.LibraryPath, limits.CeilingBytes);
                var warmed = new HashSet<(int Process, string Settings)>();
                foreach (var (ladder, rung) in engine)
                {
                    Take(ladder, rung, pass, slot, warmed, cancellation);
                }
            }
        }

        Spent += Stopwatch.GetElapsedTime(begun);
    }

    private void Take(Ladder ladder, Rung rung, int pass, WorkerSlot slot, HashSet<(int Process, string Settings)> warmed, CancellationToken cancellation)
    {
        var worker = slot.Take();
        if (warmed.Add((worker.ProcessId, ladder.Settings.Name)))
        {
            // The first compile of a process or of an engine pays for things that later ones find done.
            var smallest = ladder.Rungs.First(r => r.ExploredTime is not null).File;
            worker.Run(new OperationRequest(MeasuredOperation.Compile, ladder.Settings.Name, smallest.Path, smallest.Description.Digest), limits, cancellation).ThrowIfToolFailed();
            if (!worker.IsAlive)
            {
                return;
            }
        }

        var compiles = PassPlan.CompilesInARow(rung.ExploredTime!.Value);
        var outcome = worker.Run(new OperationRequest(MeasuredOperation.Compile, ladder.Settings.Name, rung.File.Path, rung.File.Description.Digest, compiles), limits, cancellation).ThrowIfToolFailed();
        if (outcome is Outcome.Completed)
        {
            rung.Add(pass, outcome.Samples);
            Measured += TimeSpan.FromMicroseconds(outcome.Samples.Sum(s => s.Nanoseconds) / 1e3);
        }
    }
}
