using System.CommandLine;
using CompileBench.Analysis.Prediction.Evaluation;
using CompileBench.Analysis.Prediction.Training;
using CompileBench.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.Measuring.Training;
using CompileBench.Results.Schema.Models;
using CompileBench.Results.Storage;

namespace CompileBench.Cli.Commands.Predicting;

/// <summary><c>predict train</c>: trains a model on recorded runs.</summary>
internal static class PredictTrainCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var runs = new Argument<string[]>("run") { Description = PublishedTraining.Description, Arity = ArgumentArity.ZeroOrMore };
        var engine = new Option<string?>("--engine") { Description = "the label of the engine, where the runs have several" };
        var output = CommonOptions.RequiredOut("the model's file");
        var command = new Command("train", "train a model on recorded runs") { runs, engine, output };
        command.SetAction((parsed, cancellation) =>
        {
            var label = parsed.GetValue(engine);
            var set = TrainingData.Load(PublishedTraining.Choose(parsed.GetValue(runs), label), label, CliConsole.Note, cancellation);
            var model = CostTrainer.Train(set, CrossValidation.Run(set));
            var path = parsed.GetValue(output)!;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            AtomicFile.Write(path, ModelsJson.Document(model));
            CliConsole.Line($"{set.Rows.Count:N0} cases of {set.Rows.Select(r => r.Module).Distinct().Count():N0} modules, {model.Parts.Count} parts");
            CliConsole.Line(path);
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }
}
