using System.CommandLine;
using CompileBench.Cli.Commands.Predicting;
using CompileBench.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.Measuring;
using CompileBench.Modules.Catalog;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Budgets;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Documents.Sources;

namespace CompileBench.Cli.Commands;

/// <summary><c>report</c>: writes charts, Markdown, a page and, on request, exchange files from recorded runs; nothing is measured.</summary>
internal static class ReportCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var runs = new Argument<string[]>("run") { Description = "a run directory, a BenchmarkDotNet *-report-full.json or a Sightglass JSON file (several appear in one report)", Arity = ArgumentArity.OneOrMore };
        var output = CommonOptions.RequiredOut("write the report to this directory");
        var metrics = new Option<string[]>("--metric") { Description = "draw compile time by this metric of modules, such as functions (repeatable; default codeSectionBytes)" };
        var exchange = new Option<bool>("--exchange") { Description = "also write files for other tools: Sightglass, github-action-benchmark, Bencher, OpenMetrics, CSV" };
        var json = new Option<bool>("--json") { Description = "print the content of the report as JSON" };
        var budget = new BudgetOptions();
        var command = new Command("report", "write charts, tables and an interactive page from recorded runs, without measuring anything. Several runs appear in one report") { runs, output, metrics, budget.Budget, budget.Factor, budget.FailOver, budget.Deadline, exchange, json, ReportKnobsCommand.Create() };
        command.SetAction(result =>
        {
            var directory = result.GetValue(output)!;
            if (File.Exists(directory))
            {
                throw new UsageException($"{directory} is a file: name a directory with -o");
            }

            var sources = result.GetValue(runs)!;
            var read = sources.Select(RunSource.Read).ToList();
            var asked = result.GetValue(metrics) ?? [];
            CheckMetrics(asked, read);
            var options = new ReportOptions { Budget = budget.Read(result), Deadline = budget.ReadDeadline(result), WritesExchangeFiles = result.GetValue(exchange), Predictions = [.. sources.Zip(read, RunPredictions.ForRun).SelectMany(p => p)] };
            var set = new ReportSet(read, asked.Length == 0 ? options : options with { Metrics = asked });
            var files = ReportWriter.Write(set, directory);
            var exit = (result.GetValue(budget.FailOver) && set.Budget.Over.Count > 0) || set.Deadline is { Over.Count: > 0 } ? ExitCodes.Negative : ExitCodes.Success;
            if (result.GetValue(json))
            {
                Console.WriteLine(ReportJson.ToJson(set, files));
                return exit;
            }

            foreach (var warning in ReportWarnings.ForTerminal(set))
            {
                CliConsole.Line($"note: {warning}");
            }

            foreach (var line in set.Deadline is { } deadline ? DeadlineWords.Lines(deadline).Concat(BudgetWords.Lines(set.Budget)) : BudgetWords.Lines(set.Budget))
            {
                CliConsole.Line(line);
            }

            CliConsole.Line($"{files.Count} file{(files.Count == 1 ? "" : "s")}");
            CliConsole.Line(Path.Combine(directory, ReportWriter.MarkdownFile));
            return exit;
        });
        return command;
    }

    private static void CheckMetrics(IEnumerable<string> asked, IReadOnlyList<RunData> runs)
    {
        var known = runs.SelectMany(r => r.ModuleMetrics.Values).SelectMany(m => m.Keys).Distinct(StringComparer.Ordinal).ToList();
        foreach (var metric in asked.Where(m => runs.All(r => r.FirstKnownMetric(m) is null)))
        {
            var why = known.Count == 0 ? "; the runs hold no profiles" : NearestNames.Suggestion(metric, known);
            throw new UsageException($"no module of these runs has the metric '{metric}' above 0{why}");
        }
    }
}
