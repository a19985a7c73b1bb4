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
    private const string OverrunFigure = "overrun";
    private const string CostFigure = "cost";
    private const string VerdictFigure = "verdicts";
    private const string ShapeFigure = "shapes";
    private const int ShownFaults = 5;

    private static readonly string[] AllFigures = [OverrunFigure, CostFigure, VerdictFigure, ShapeFigure];

    private static readonly Option<int> Repetitions = new("--repetitions") { Description = "how often each compile is repeated", DefaultValueFactory = _ => 20 };
    private static readonly Option<int> Verdicts = new("--verdicts") { Description = "verdicts on each of three busy machines, half of them on compiles within the budget", DefaultValueFactory = _ => 40 };
    private static readonly Option<string[]> Figures = new("--figure") { Description = $"what to measure: {string.Join(", ", AllFigures)} (repeatable; default all)", Arity = ArgumentArity.OneOrMore };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("evaluate", "measure how exactly budgets are kept on this machine, what they cost, and that hostile modules are contained") { Repetitions, Verdicts, Figures };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var repetitions = AtLeast(1, parsed, Repetitions);
        var verdicts = AtLeast(2, parsed, Verdicts);
        string[] figures = parsed.GetValue(Figures) is { Length: > 0 } named ? named : AllFigures;
        if (figures.FirstOrDefault(f => !AllFigures.Contains(f)) is { } unknown)
        {
            throw new UsageException($"{Figures.Name} '{unknown}' is not known: give {string.Join(", ", AllFigures)}");
        }

        var trial = new BudgetTrial(repetitions, cancellation);
        var table = new TextTable("figure", ">goal", ">measured", ">repetitions") { Elsewhere = "a wider terminal" };
        var isFine = true;
        foreach (var figure in AllFigures.Where(figures.Contains))
        {
            CliConsole.Note($"compilebench: measuring {figure}");
            isFine &= figure switch
            {
                OverrunFigure => await AddOverrunsAsync(trial, table),
                CostFigure => await AddCostsAsync(trial, table),
                VerdictFigure => await AddVerdictsAsync(trial, verdicts, table),
                _ => await AddShapesAsync(trial, table),
            };
        }

        var document = new TextDocument();
        document.Add(table);
        CliConsole.Write(document);
        return isFine ? ExitCodes.Success : ExitCodes.Negative;
    }

    private static int AtLeast(int least, ParseResult parsed, Option<int> option) =>
        parsed.GetValue(option) is var number && number >= least ? number : throw new UsageException($"{option.Name} {number} is out of range: give {least} or more");

    private static async Task<bool> AddOverrunsAsync(BudgetTrial trial, TextTable table)
    {
        var overruns = await trial.MeasureOverrunsAsync();
        table.AddRow("CPU time over the budget when the worker is dead, median and longest", "100 ms", MedianAndLast(overruns), $"{overruns.Count}");
        return true;
    }

    private static async Task<bool> AddCostsAsync(BudgetTrial trial, TextTable table)
    {
        var costs = await trial.MeasureCostsAsync();
        var (count, bare) = ($"{costs.Count}", Median(costs.Select(c => c.Bare)));
        table.AddRow(Format($"wall time over a bare compile of {bare:0} ms in this process"), "5%", Share(costs.Select(c => c.Guarded / c.Bare)), count);
        if (costs.All(c => c.Predicted is not null))
        {
            table.AddRow("the same, with a prediction beside it", "5%", Share(costs.Select(c => c.Predicted!.Value / c.Bare)), count);
        }

        table.AddRow("without it, over a bare compile and its serialization", "", Share(costs.Select(c => c.Guarded / c.BareArtifact)), count);
        table.AddRow("the engine's part in the new process over the bare compile", "", Share(costs.Select(c => c.Inside / c.Bare)), count);
        table.AddRow("everything else, from the call to the artifact", "", Format($"{Median(costs.Select(c => c.Guarded - c.Inside)):0.0} ms"), count);
        return true;
    }

    private static async Task<bool> AddVerdictsAsync(BudgetTrial trial, int verdicts, TextTable table)
    {
        var wrong = 0;
        foreach (var oversubscription in (int[])[1, 2, 4])
        {
            var count = await trial.CountWrongVerdictsAsync(oversubscription, verdicts);
            wrong += count.Wrong.Count;
            CliConsole.Note($"compilebench: {oversubscription} threads per processor: {count.Wrong.Count} of {count.Verdicts} verdicts wrong");
            table.AddRow($"wrong verdicts, {oversubscription} threads per processor", "0", $"{count.Wrong.Count}", $"{count.Verdicts}");
            if (count.Overruns.Count > 0)
            {
                table.AddRow($"CPU time over the budget there, median and longest", "100 ms", MedianAndLast(count.Overruns), $"{count.Overruns.Count}");
            }

            foreach (var fault in count.Wrong.Take(ShownFaults))
            {
                CliConsole.Note($"compilebench: wrong verdict, {oversubscription} threads per processor: {fault}");
            }
        }

        return wrong == 0;
    }

    private static async Task<bool> AddShapesAsync(BudgetTrial trial, TextTable table)
    {
        var (outcomes, faults) = await trial.CompileEveryShapeAsync();
        table.AddRow("every shape at a megabyte, 200 ms, 300 MB", "all contained", string.Join(", ", outcomes.Select(o => $"{o.Value} {o.Key}")), $"{outcomes.Values.Sum()}");
        if (faults.Count > 0)
        {
            CliConsole.Note($"compilebench: host faults: {string.Join(", ", faults)}");
        }

        return faults.Count == 0;
    }

    private static double Median(IEnumerable<double> values) => SampleMedian.FromValues([.. values.Order()]);

    private static string Share(IEnumerable<double> ratios) => Format($"{(Median(ratios) - 1) * 100:0.0}%");

    private static string MedianAndLast(IReadOnlyList<double> sorted) => Format($"{SampleMedian.FromValues(sorted):0.0} and {sorted[^1]:0.0} ms");

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
