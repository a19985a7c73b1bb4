using System.CommandLine;
using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.History;
using CompileBench.Cli.Comparing;
using CompileBench.Measuring;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Documents.Versions;
using CompileBench.Reporting.Language;

namespace CompileBench.Cli.Commands;

/// <summary><c>history</c>: many runs in order; since which one a case is slower, and by how much.</summary>
internal static class HistoryCommand
{
    private const string ByTime = "time";
    private const string ByVersion = "version";
    private const int MostSentences = 100;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var runs = new Argument<string[]>("run") { Description = "runs, or directories of runs", Arity = ArgumentArity.OneOrMore };
        var engine = new Option<string?>("--engine") { Description = "only engines whose label matches this glob" };
        var order = new Option<string>("--order") { Description = $"{ByTime} (when a run began) or {ByVersion} (of the engine)", DefaultValueFactory = _ => ByTime };
        var metric = new Option<string>("--metric") { Description = "wall, cpu or memory; several with commas", DefaultValueFactory = _ => "wall" };
        var threshold = new Option<string?>("--threshold") { Description = "the smallest relevant step (default 2%)" };
        var output = new Option<string?>("--output", "-o") { Description = "write an overview and a chart a module and setting to this directory" };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var command = new Command("history", "since which run a case is slower, and by how much") { runs, engine, order, metric, threshold, output, json };
        command.SetAction(result =>
        {
            var wanted = result.GetValue(metric)!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(MetricOption.Parse).Distinct().ToList();
            if (wanted.Count == 0 || wanted.Contains(ComparisonMetric.Instructions))
            {
                throw new UsageException("--metric: runs record wall, cpu and memory");
            }

            var byVersion = result.GetValue(order) switch
            {
                ByTime => false,
                ByVersion => true,
                var other => throw new UsageException($"--order '{other}' is not known: {ByTime} or {ByVersion}"),
            };
            var (steps, notes) = HistorySteps.Read(result.GetValue(runs)!, result.GetValue(engine), byVersion);
            var options = new HistoryOptions { Threshold = ThresholdOption.Read(threshold.Name, result.GetValue(threshold), new HistoryOptions().Threshold) };
            var history = RunHistory.FromRuns([.. steps.Select(s => new HistoryRun(s.Label, s.Host, [.. s.Compiles]))], wanted, options);
            if (result.GetValue(json))
            {
                Console.WriteLine(HistoryJson.Of(history, notes));
            }
            else
            {
                Print(steps, notes, history);
            }

            if (result.GetValue(output) is { } directory)
            {
                var files = ChartFiles.Write([.. CaseHistoryCharts.Of(steps, history), .. Overview(steps, history)], directory);
                Console.Error.WriteLine($"{files.Count} files in {directory}");
            }

            return 0;
        });
        return command;
    }

    private static IEnumerable<Chart> Overview(IReadOnlyList<HistoryStep> steps, RunHistory history) =>
        HistoryChart.Of(steps, history, [], CaseHistoryCharts.Caption(steps), "overview") is { } chart ? [chart] : [];

    private static void Print(IReadOnlyList<HistoryStep> steps, IReadOnlyList<string> notes, RunHistory history)
    {
        Console.WriteLine($"{steps.Count} runs, {history.Cases.Count} cases, from {steps[0].Label} to {steps[^1].Label}");
        Console.WriteLine(HistoryJson.MethodWords);
        foreach (var note in notes)
        {
            Console.WriteLine($"note: {note}");
        }

        if (steps.Count < RunHistory.FewestRuns)
        {
            return;
        }

        var sentences = history.Cases.SelectMany(c => c.Changes.Select(change => (Size: Math.Abs(Math.Log(change.Ratio)), Text: HistoryClaim.ForChange(c, change, history.Runs))))
            .OrderByDescending(s => s.Size).Select(s => s.Text).ToList();
        foreach (var sentence in sentences.Take(MostSentences))
        {
            Console.WriteLine(sentence);
        }

        var unconfirmed = history.Cases.Where(c => c.LatestStep is not null)
            .Select(c => HistoryClaim.ForChange(c, c.LatestStep!, history.Runs) + ": seen in the newest run only, not confirmed").ToList();
        unconfirmed.Take(MostSentences).ToList().ForEach(Console.WriteLine);
        if (sentences.Count + unconfirmed.Count == 0)
        {
            Console.WriteLine("no case changed its level");
        }
        else if (sentences.Count > MostSentences)
        {
            Console.WriteLine($"and {sentences.Count - MostSentences} more: see --json");
        }
    }
}
