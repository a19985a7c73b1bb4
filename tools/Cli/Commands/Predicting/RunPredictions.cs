using CompileBench.Embedding;
using CompileBench.Measuring.Training;
using CompileBench.Reporting.Documents.Predictions;
using CompileBench.Reporting.Documents.Runs;

namespace CompileBench.Cli.Commands.Predicting;

/// <summary>Predicts the times of a recorded run, where it has <c>features.json</c> and the build brings a model of its engine.</summary>
internal static class RunPredictions
{
    /// <summary>One prediction per case that the model knows; empty where something is missing.</summary>
    /// <param name="directory">The run's directory, or another source of records.</param>
    /// <param name="run">The run.</param>
    public static IEnumerable<PredictedCase> ForRun(string directory, RunData run)
    {
        var features = Directory.Exists(directory) ? FeatureTable.Read(directory) : new FeatureTable();
        foreach (var engine in run.Manifest.Engines)
        {
            if (CompileCostModel.TryLoadFor(engine.Label) is not { } model)
            {
                continue;
            }

            foreach (var module in run.Manifest.Modules)
            {
                if (features.Find(module.Digest) is { } known)
                {
                    foreach (var settings in model.Settings)
                    {
                        if (model.EstimateTime(known, settings) is { } estimate)
                        {
                            yield return new PredictedCase(engine.Label, module.Name, settings, estimate, model.Runs.Contains(run.Manifest.Run));
                        }
                    }
                }
            }
        }
    }
}
