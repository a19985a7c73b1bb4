using System.CommandLine;
using System.Globalization;
using CompileBench.Analysis.Timing;
using CompileBench.CommandLine;
using CompileBench.Measuring;
using CompileBench.Reporting.Documents.Tables;

namespace CompileBench.Cli.Commands.Compiling;

/// <summary><c>compile evaluate</c>: how exactly budgets are kept on this machine, and what they cost.</summary>
internal static class CompileEvaluateCommand
{
    private static readonly Option<int> Repetitions = new("--repetitions") { Description = "how often each compile is repeated", DefaultValueFactory = _ => 20 };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("evaluate", "measure how exactly budgets are kept on this machine, what they cost, and that hostile modules are contained") { Repetitions };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var repetitions = parsed.GetValue(Repetitions) is >= 1 and var number ? number : throw new UsageException($"{Repetitions.Name} {parsed.GetValue(Repetitions)} is out of range: give 1 or more");
        var trial = new BudgetTrial(repetitions, cancellation);
        var table = new TextTable("figure", "goal", ">measured", ">repetitions");

        var overruns = await trial.MeasureOverrunsAsync();
        table.AddRow("CPU time over the budget when the worker is dead, median and longest", "100 ms", Format($"{SampleMedian.FromValues(overruns):0.0} and {overruns[^1]:0.0} ms"), $"{overruns.Count}");

        var (guarded, bare) = await trial.MeasureCostsAsync();
        table.AddRow(Format($"wall time over a bare compile of {SampleMedian.FromValues(bare):0} ms, medians"), "5%", Format($"{((SampleMedian.FromValues(guarded) / SampleMedian.FromValues(bare)) - 1) * 100:0.0}%"), $"{guarded.Count}");

        var flips = 0;
        foreach (var oversubscription in (int[])[1, 2, 4])
        {
            var (verdicts, wrong) = await trial.CountWrongVerdictsAsync(oversubscription);
            flips += wrong;
            table.AddRow($"wrong verdicts below 70% and above 150% of the budget, {oversubscription} threads per processor", "0", $"{wrong}", $"{verdicts}");
        }

        var (outcomes, faults) = await trial.CompileEveryShapeAsync();
        table.AddRow("every shape at about a megabyte within 200 ms and 300 MB", "all contained", string.Join(", ", outcomes.Select(o => $"{o.Value} {o.Key}")), $"{outcomes.Values.Sum()}");
        var document = new TextDocument();
        document.Add(table);
        CliConsole.Write(document);
        return flips == 0 && faults.Count == 0 ? ExitCodes.Success : ExitCodes.Negative;
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
