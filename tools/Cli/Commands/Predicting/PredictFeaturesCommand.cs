using System.CommandLine;
using CompileBench.CommandLine;
using CompileBench.Measuring.Training;

namespace CompileBench.Cli.Commands.Predicting;

/// <summary><c>predict features</c>: writes the features of a run's modules beside its records.</summary>
internal static class PredictFeaturesCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var runs = new Argument<string[]>("run") { Description = "directories of runs", Arity = ArgumentArity.OneOrMore };
        var command = new Command("features", $"write {FeatureTable.FileName} into runs, so that models can be trained without the modules") { runs };
        command.SetAction((parsed, cancellation) =>
        {
            foreach (var run in parsed.GetValue(runs)!)
            {
                CliConsole.Line($"{run}: {TrainingData.WriteFeatures(run, CliConsole.Note, cancellation)} modules");
            }

            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }
}
