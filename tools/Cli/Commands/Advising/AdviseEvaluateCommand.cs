using System.CommandLine;
using CompileBench.Analysis.Policy.Evaluation;
using CompileBench.Cli.Commands.Predicting;
using CompileBench.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Training;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Advice;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Cli.Commands.Advising;

/// <summary><c>advise evaluate</c>: writes a page that says how well the policy chooses settings, from recorded runs.</summary>
internal static class AdviseEvaluateCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var runs = new Argument<string[]>("run")
        {
            Description = PublishedTraining.Description, Arity = ArgumentArity.ZeroOrMore,
        };
        var executions = new Option<string[]>("--executions") { Description = "directories of runs that executed workloads (default: the published one of the engine, where there is one)", Arity = ArgumentArity.OneOrMore };
        var engine = new Option<string?>("--engine") { Description = "the label of the engine (default: that of the package)" };
        var output = CommonOptions.RequiredOut("directory to write");
        var command = new Command("evaluate", "write a page: by how much the totals of chosen settings exceed those of the best choice") { runs, executions, engine, output };
        command.SetAction((parsed, cancellation) =>
        {
            var label = parsed.GetValue(engine) ?? EngineBuild.FromPackage().Label;
            var training = PublishedTraining.Choose(parsed.GetValue(runs), label);
            string[] executed = parsed.GetValue(executions) is { Length: > 0 } others ? others : RepositoryPlaces.FindPublished($"execute-{label}") is { } published ? [published] : [];
            var set = TrainingData.Load(training, label, CliConsole.Note, cancellation);
            var evaluation = PolicyEvaluation.FromRuns(set, [.. training.Concat(executed).Distinct().Select(path => Records(path, cancellation))]);
            var page = Path.Combine(parsed.GetValue(output)!, PolicyPage.FileName);
            PageFile.Write(page, new PolicyPage(evaluation).Markdown());
            CliConsole.Line(page);
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static IReadOnlyList<CaseRecord> Records(string path, CancellationToken cancellation)
    {
        using var run = RunDirectory.OpenForReading(path);
        return JournalReader.ReadCancellable(run.JournalPath, cancellation).Records;
    }
}
