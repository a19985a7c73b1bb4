using System.Diagnostics;
using BenchmarkDotNet.Configs;
using CompileBench.Benchmarks.Suite.Output;
using CompileBench.Benchmarks.Suite.Plan;
using CompileBench.Measuring.Runs;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>
/// Measures round after round until the goal is reached. A round takes the open cases of its modules (<see cref="RoundParticipants"/>) once, in random
/// order; a case that fails is open no longer. A round that an earlier session began is completed first.
/// </summary>
internal sealed class SuiteRounds(BenchmarkSession benchmarks, RunSession session, SuiteProgress progress, RoundGoal goal, int seed)
{
    /// <summary>The number of complete rounds.</summary>
    public int Complete { get; private set; }

    /// <summary>Measures.</summary>
    /// <param name="config">BenchmarkDotNet's configuration.</param>
    /// <param name="cases">The cases.</param>
    /// <param name="finished">Takes each record.</param>
    /// <param name="firstTable">Called when the first round is complete and another one follows.</param>
    /// <param name="cancellation">Asks to stop.</param>
    public void Run(IConfig config, IReadOnlyCollection<MeasuredCase> cases, Action<CaseRecord> finished, Action firstTable, CancellationToken cancellation)
    {
        var participants = new RoundParticipants(cases.ToDictionary(c => c, benchmarks.ExpectedOf), goal.LongModulesSitOut);
        var pace = 1.0;
        for (var round = 1; !cancellation.IsCancellationRequested; round++)
        {
            var open = OpenCases(cases);
            var isBegun = open.Values.Any(r => r.Contains(round));
            var missing = participants.Missing(open, round);
            if (open.Count == 0 || (!isBegun && !goal.WantsAnother(round - 1)))
            {
                return;
            }

            if (missing.Count > 0 && !isBegun && round > 1 && goal.TimeForRound(progress.Elapsed) is { } time)
            {
                missing = participants.Fitting(missing, time, pace);
                if (missing.Count == 0)
                {
                    return;
                }
            }

            if (missing.Count > 0)
            {
                if (round == 2 && !isBegun)
                {
                    firstTable();
                }

                pace = Measure(config, round, RoundOrder.ForRound(missing, seed, round), finished) / participants.ExpectedOf(missing);
                if (cancellation.IsCancellationRequested)
                {
                    return;
                }

                progress.RoundEnded(round, session.Records);
            }

            Complete = round;
        }
    }

    private TimeSpan Measure(IConfig config, int round, IReadOnlyList<MeasuredCase> order, Action<CaseRecord> finished)
    {
        progress.BeginRound(round, order.ToDictionary(c => c, c => benchmarks.ExpectedOf(c)), goal);
        var start = Stopwatch.GetTimestamp();
        var built = benchmarks.Building;
        benchmarks.RunRound(config, round, order, finished);
        return Stopwatch.GetElapsedTime(start) - (benchmarks.Building - built);
    }

    // Each case that has not failed, with the rounds it has. A case of an earlier version has samples without rounds and is complete.
    private Dictionary<MeasuredCase, IReadOnlySet<int>> OpenCases(IEnumerable<MeasuredCase> cases)
    {
        var records = session.Records.GroupBy(r => r.Case).ToDictionary(g => g.Key, g => g.Last());
        return cases
            .Where(c => !records.TryGetValue(c, out var record) || (record.Outcome == OutcomeKind.Completed && RoundRecords.RoundsOf(record).Count > 0))
            .ToDictionary(c => c, c => records.TryGetValue(c, out var record) ? RoundRecords.RoundsOf(record) : new HashSet<int>());
    }
}
