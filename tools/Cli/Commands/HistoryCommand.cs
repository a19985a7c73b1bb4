using System.CommandLine;
using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.History;
using CompileBench.Cli.Comparing;
using CompileBench.CommandLine.Options;
using CompileBench.Measuring;
using CompileBench.Modules.Catalog;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Documents.Versions;

namespace CompileBench.Cli.Commands;

/// <summary><c>history</c>: finds in a series of runs the one since which a case is slower, and by how much.</summary>
internal static class HistoryCommand
{
    private const string ByTime = "time";
    private const string ByVersion = "version";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var runs = new Argument<string[]>("run") { Description = "runs, or directories of runs", Arity = ArgumentArity.OneOrMore };
        var engine = new Option<string?>("--engine") { Description = "use only the engines whose label matches this glob" };
        var order = new Option<string>("--order") { Description = $"order of runs: {ByTime} (start of the run) or {ByVersion} (of the engine)", DefaultValueFactory = _ => ByTime };
        var metric = new Option<string>("--metric") { Description = "metrics: wall, cpu or memory, comma-separated", DefaultValueFactory = _ => "wall" };
        var threshold = new Option<string?>("--threshold") { Description = "smallest relevant step (default 2%)" };
        var output = CommonOptions.Out("write an overview and one chart per module and setting to this directory");
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var command = new Command("history", "find the run in which a case became slower or faster, and by how much") { runs, engine, order, metric, threshold, output, json };
        command.SetAction(result =>
        {
            var metrics = result.GetValue(metric)!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(MetricOption.Parse).Distinct().ToList();
            if (metrics.Count == 0 || metrics.Contains(ComparisonMetric.Instructions))
            {
                throw new UsageException("--metric: a history has wall, cpu and memory");
            }

            var byVersion = result.GetValue(order) switch
            {
                ByTime => false,
                ByVersion => true,
                var other => throw new UsageException($"--order '{other}' is not known: {ByTime} or {ByVersion}"),
            };
            var glob = result.GetValue(engine) is { } text ? ((Func<string, bool>)new NameGlob(text).Matches, text) : ((Func<string, bool>, string)?)null;
            var source = HistorySource.Read(result.GetValue(runs)!, glob, byVersion);
            var options = new HistoryOptions { Threshold = ThresholdOption.Read(threshold.Name, result.GetValue(threshold), new HistoryOptions().Threshold) };
            var history = RunHistory.FromRuns([.. source.Steps.Select(s => new HistoryRun(s.Label, s.Host, [.. s.Followed]))], metrics, options);
            if (result.GetValue(json))
            {
                Console.WriteLine(HistoryJson.ToJson(history, source.Notes));
            }
            else
            {
                CliConsole.Write(HistoryText.FromHistory(source, history));
            }

            if (result.GetValue(output) is { } directory)
            {
                var charts = CaseHistoryCharts.FromHistory(source.Steps, history);
                var files = ChartFiles.Write([.. charts, .. Overview(source.Steps, history)], directory);
                var without = history.Cases.Count - charts.Count;
                CliConsole.Note($"{files.Count} files in {directory}{(without == 0 ? "" : $"; no chart of {RunCaption.Count(without, "case")} in one run only")}");
            }

            return 0;
        });
        return command;
    }

    private static IEnumerable<Chart> Overview(IReadOnlyList<HistoryStep> steps, RunHistory history) =>
        HistoryChart.FromSteps(steps, history, [], CaseHistoryCharts.Caption(steps), "overview") is { } chart ? [chart] : [];
}
