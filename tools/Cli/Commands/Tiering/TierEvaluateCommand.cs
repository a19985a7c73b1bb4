using System.CommandLine;
using System.Globalization;
using CompileBench.Analysis.Timing;
using CompileBench.CommandLine;
using CompileBench.Embedding.Tiering;
using CompileBench.Measuring;
using CompileBench.Reporting.Documents.Tables;

namespace CompileBench.Cli.Commands.Tiering;

/// <summary><c>tier evaluate</c>: what two tiers cost on this machine over the better of either tier alone, from the first call to the last.</summary>
internal static class TierEvaluateCommand
{
    private static readonly Option<int> Repetitions = new("--repetitions") { Description = "how often each way is measured", DefaultValueFactory = _ => 5 };
    private static readonly Option<long> Calls = new("--calls") { Description = "how many calls each way makes", DefaultValueFactory = _ => 1_000_000 };
    private static readonly Option<int> FirstCalls = new("--first-calls") { Description = "how often the first call alone is measured beside that of the first tier alone", DefaultValueFactory = _ => 50 };

    private const string Immediately = "immediately";

    private static readonly (string Name, TierTrigger Trigger)[] Triggers =
    [
        (Immediately, new TierTrigger.Immediately()),
        ("break-even", new TieredModuleOptions().Trigger),
    ];

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("evaluate", "measure on this machine what two tiers cost over the better of either tier alone, by number of calls") { Repetitions, Calls, FirstCalls };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (repetitions, firstCalls) = (AtLeastOne(parsed, Repetitions), AtLeastOne(parsed, FirstCalls));
        var calls = AtLeastOne(parsed, Calls);
        var summary = new TextTable("figure", ">goal", ">measured", ">repetitions") { Elsewhere = "a wider terminal" };
        var byCalls = new List<(string Trigger, IReadOnlyList<TierRound> Rounds)>();
        foreach (var (name, trigger) in Triggers)
        {
            CliConsole.Note($"compilebench: measuring trigger {name}");
            byCalls.Add((name, await MeasureAsync(calls, trigger, repetitions, cancellation)));
            var first = await MeasureAsync(1, trigger, firstCalls, cancellation);
            summary.AddRow($"first call over the first tier alone, trigger {name}", "1.1x", Format($"{Median(first, r => r.FirstCallRatio):0.00}x"), $"{firstCalls}");
            var rounds = byCalls[^1].Rounds;
            var worst = Enumerable.Range(0, rounds[0].Calls.Count).MaxBy(i => Median(rounds, r => r.Ratios[i]));
            summary.AddRow(
                $"largest total over the better tier alone, trigger {name}", name == Immediately ? "5%" : "100%", Format($"{(Median(rounds, r => r.Ratios[worst]) - 1) * 100:0.0}% at {rounds[0].Calls[worst]:N0} calls"), $"{repetitions}");
        }

        var document = new TextDocument();
        document.Add(summary);
        document.Add(Totals(byCalls));
        document.Add("Where nobody knows the number of calls, no rule can promise less than twice the better tier: break-even keeps to that.");
        var isSame = byCalls.All(t => t.Rounds.All(r => r.SameResults));
        document.Add(isSame ? "Every call returned the same in both tiers." : "Calls did not all return the same in both tiers.");
        CliConsole.Write(document);
        return isSame ? ExitCodes.Success : ExitCodes.Negative;
    }

    private static async Task<IReadOnlyList<TierRound>> MeasureAsync(long calls, TierTrigger trigger, int repetitions, CancellationToken cancellation)
    {
        using var evaluation = new TierEvaluation(calls, cancellation);
        var rounds = new List<TierRound>();
        for (var i = -1; i < repetitions; i++)
        {
            var round = await evaluation.MeasureAsync(trigger);
            if (i >= 0)
            {
                // The first round compiles this program's own code.
                rounds.Add(round);
            }
        }

        return rounds;
    }

    private static TextTable Totals(IReadOnlyList<(string Trigger, IReadOnlyList<TierRound> Rounds)> measured)
    {
        var table = new TextTable([">calls", ">first tier alone", ">second tier alone", .. measured.SelectMany(m => (string[])[$">{m.Trigger}", ">over the better one"])]) { Elsewhere = "a wider terminal" };
        var numbers = measured[0].Rounds[0].Calls;
        for (var i = 0; i < numbers.Count; i++)
        {
            var at = i;
            var all = measured.SelectMany(m => m.Rounds).ToList();
            table.AddRow(
            [
                numbers[at].ToString("N0", CultureInfo.InvariantCulture), Milliseconds(Median(all, r => r.First[at])), Milliseconds(Median(all, r => r.Second[at])),
                .. measured.SelectMany(m => (string[])[Milliseconds(Median(m.Rounds, r => r.Tiered[at])), Format($"{Median(m.Rounds, r => r.Ratios[at]):0.000}x")]),
            ]);
        }

        return table;
    }

    private static T AtLeastOne<T>(ParseResult parsed, Option<T> option)
        where T : System.Numerics.INumber<T> =>
        parsed.GetValue(option) is { } number && number >= T.One ? number : throw new UsageException($"{option.Name} {parsed.GetValue(option)} is out of range: give 1 or more");

    private static double Median(IEnumerable<TierRound> rounds, Func<TierRound, double> value) => SampleMedian.FromValues([.. rounds.Select(value)]);

    private static string Milliseconds(double nanoseconds) => Format($"{nanoseconds / 1e6:0.0} ms");

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
