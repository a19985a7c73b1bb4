using System.Diagnostics;
using BenchmarkDotNet.Configs;
using CompileBench.Benchmarks.Suite.Output;
using CompileBench.Benchmarks.Suite.Plan;
using CompileBench.Measuring.Runs;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>
/// Measures round after round until the goal is reached. A round takes every open case once, in random order; a case that fails is open no longer.
/// A round that an earlier session began is completed first.
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
        var oneRound = cases.Aggregate(TimeSpan.Zero, (sum, one) => sum + benchmarks.ExpectedOf(one));
        for (var round = 1; !cancellation.IsCancellationRequested; round++)
        {
            var open = OpenCases(cases);
            var order = RoundOrder.ForRound(open.Where(c => !c.Value.Contains(round)).Select(c => c.Key), seed, round);
            if (open.Count == 0 || (order.Count > 0 && !IsBegun(open.Values, round) && !goal.AllowsAnother(round - 1, progress.Elapsed, oneRound)))
            {
                return;
            }

            if (order.Count > 0)
            {
                if (round == 2 && !IsBegun(open.Values, round))
                {
                    firstTable();
                }

                oneRound = Measure(config, round, order, finished, open.Count);
                if (cancellation.IsCancellationRequested)
                {
                    return;
                }

                progress.RoundEnded(round, session.Records);
            }

            Complete = round;
        }
    }

    private TimeSpan Measure(IConfig config, int round, IReadOnlyList<MeasuredCase> order, Action<CaseRecord> finished, int open)
    {
        progress.BeginRound(round, order.ToDictionary(c => c, c => benchmarks.ExpectedOf(c)), goal);
        var start = Stopwatch.GetTimestamp();
        var built = benchmarks.Building;
        benchmarks.RunRound(config, round, order, finished);
        return (Stopwatch.GetElapsedTime(start) - (benchmarks.Building - built)) * ((double)open / order.Count);
    }

    private static bool IsBegun(IEnumerable<IReadOnlySet<int>> rounds, int round) => rounds.Any(r => r.Contains(round));

    // Each case that has not failed, with the rounds it has. A case of an earlier version has samples without rounds and is complete.
    private Dictionary<MeasuredCase, IReadOnlySet<int>> OpenCases(IEnumerable<MeasuredCase> cases)
    {
        var records = session.Records.GroupBy(r => r.Case).ToDictionary(g => g.Key, g => g.Last());
        return cases
            .Where(c => !records.TryGetValue(c, out var record) || (record.Outcome == OutcomeKind.Completed && RoundRecords.RoundsOf(record).Count > 0))
            .ToDictionary(c => c, c => records.TryGetValue(c, out var record) ? RoundRecords.RoundsOf(record) : new HashSet<int>());
    }
}
