using System.CommandLine;
using CompileBench.Analysis.Comparison;
using CompileBench.Cli.Comparing;
using CompileBench.CommandLine.Options;
using CompileBench.Reporting.Documents.Comparisons;
using CompileBench.Reporting.Documents.Sources;

namespace CompileBench.Cli.Commands;

/// <summary><c>compare</c>: compares two recorded runs; exit code 1 where the candidate is worse.</summary>
internal static class CompareCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        const string forms = "a run directory, or a directory of runs; PATH@ENGINE selects one of several engines";
        var baseline = new Argument<string>("baseline") { Description = $"the runs to compare with: {forms}" };
        var candidate = new Argument<string>("candidate") { Description = "the runs to judge, in the same forms" };
        var threshold = new Option<string?>("--threshold") { Description = "smallest relevant change (default 2%)" };
        var failOn = RegressionRule.Option();
        var markdown = new Option<string?>("--markdown") { Description = "write a summary for a pull request to this file" };
        var output = CommonOptions.Out("write Markdown, JSON and one forest chart per metric to this directory");
        var all = ComparisonOutput.AllOption();
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var command = new Command("compare", "compare two recorded runs. The exit code is 1 if the candidate is worse (--fail-on)")
        {
            baseline, candidate, threshold, failOn, markdown, output, all, json,
        };
        command.SetAction(result =>
        {
            var rule = RegressionRule.Parse(result.GetValue(failOn)!);
            var share = ThresholdOption.Read(threshold.Name, result.GetValue(threshold), new ComparisonOptions().Threshold);
            var document = RecordedComparison.FromRuns(
                RecordedRun.ReadSide(result.GetValue(baseline)!), RecordedRun.ReadSide(result.GetValue(candidate)!), new ComparisonOptions { Threshold = share });
            ComparisonOutput.Write(document, result.GetValue(json), result.GetValue(markdown), result.GetValue(output), result.GetValue(all));
            return rule.ExitCode(document);
        });
        return command;
    }
}
