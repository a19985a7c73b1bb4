using System.CommandLine;
using CompileBench.Analysis.Prediction.Evaluation;
using CompileBench.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.Measuring.Training;
using CompileBench.Reporting.Documents.Predictions;

namespace CompileBench.Cli.Commands.Predicting;

/// <summary><c>predict evaluate</c>: writes a page that says how well models predict modules that they have not seen.</summary>
internal static class PredictEvaluateCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var runs = new Argument<string[]>("run") { Description = PublishedTraining.Description, Arity = ArgumentArity.ZeroOrMore };
        var engine = new Option<string?>("--engine") { Description = "the label of the engine, where the runs have several" };
        var output = CommonOptions.RequiredOut("directory to write");
        var command = new Command("evaluate", "write a page: how far predictions of unseen modules are off") { runs, engine, output };
        command.SetAction((parsed, cancellation) =>
        {
            var label = parsed.GetValue(engine);
            var set = TrainingData.Load(PublishedTraining.Choose(parsed.GetValue(runs), label), label, CliConsole.Note, cancellation);
            var path = Path.Combine(parsed.GetValue(output)!, PredictionPage.FileName);
            Directory.CreateDirectory(parsed.GetValue(output)!);
            File.WriteAllText(path, new PredictionPage(ModelEvaluation.FromSet(set)).Markdown());
            CliConsole.Line(path);
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }
}
