using CompileBench.Analysis.Randomness;
using CompileBench.Engines.Isolation;

namespace CompileBench.Measuring.Scaling;

/// <summary>
/// Measures the ladders of one shape in rounds, one compile at a time with nothing else of the run going on. A round takes one ladder after the other,
/// in random order, and all sizes of a ladder in a row, again in random order: a machine that is slow for some seconds is slow for all sizes of a ladder
/// alike. Then the slowness is the round's, which <see cref="Analysis.Scaling.RoundEffects"/> takes away, and does not look like growth.
/// </summary>
/// <param name="limits">What one compile may cost.</param>
/// <param name="random">Where the order comes from.</param>
/// <param name="share">Counts the time inside compiles.</param>
/// <param name="failures">Where failed rounds are recorded.</param>
internal sealed class ShapeRounds(OperationLimits limits, SplitMix64 random, CompileShare share, FailedRounds failures)
{
    /// <summary>Measures what was explored now; what an earlier part of the run finished is left as it is.</summary>
    /// <param name="ladders">The ladders.</param>
    /// <param name="allowed">What it may take; the fewest rounds are made whatever they take.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">The run was asked to stop; all workers have been killed.</exception>
    public void Measure(IReadOnlyList<Ladder> ladders, TimeSpan allowed, CancellationToken cancellation)
    {
        var items = new List<(Ladder Ladder, Rung Rung, int Fewest)>();
        foreach (var ladder in ladders)
        {
            var explored = ladder.Rungs.Where(r => r.ExploredTime is not null).ToList();
            items.AddRange(explored.Zip(RoundPlan.Fewest([.. explored.Select(r => r.ExploredTime!.Value)]), (rung, fewest) => (ladder, rung, fewest)));
        }

        var rounds = RoundPlan.Plan([.. items.Select(i => new PlannedSize(i.Rung.ExploredTime!.Value * RoundPlan.CompilesPerSample(i.Rung.ExploredTime.Value), i.Fewest))], allowed);
        using var workers = new RoundWorkers(limits, share, Rung.ExploringLaunch);
        for (var round = 1; round <= rounds.DefaultIfEmpty(0).Max(); round++)
        {
            foreach (var (ladder, rung, _) in random.InSweeps(items.Where((_, i) => rounds[i] >= round).GroupBy(i => i.Ladder)))
            {
                Take(ladder, rung, round, workers, cancellation);
            }
        }
    }

    private void Take(Ladder ladder, Rung rung, int round, RoundWorkers workers, CancellationToken cancellation)
    {
        var module = rung.File.Description.Name;
        if (failures.Has(module, ladder.Settings.Name, ladder.Engine.Label))
        {
            return;
        }

        var smallest = ladder.Rungs.First(r => r.ExploredTime is not null).File;
        var (outcome, sample) = workers.Take(new RoundCompile(ladder.Engine, ladder.Settings.Name, rung.File, smallest, RoundPlan.CompilesPerSample(rung.ExploredTime!.Value)), cancellation);
        if (sample is not null)
        {
            rung.Add(round, sample);
        }
        else if (outcome is not Outcome.ToolFailed)
        {
            failures.Add(new FailedRound(module, ladder.Settings.Name, ladder.Engine.Label, round, outcome.Kind, outcome.Message));
        }
    }
}
