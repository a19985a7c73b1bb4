using CompileBench.Analysis.Prediction.Evaluation;
using CompileBench.Analysis.Prediction.Features;
using CompileBench.Analysis.Prediction.Fitting;
using CompileBench.Results.Schema.Models;

namespace CompileBench.Analysis.Prediction.Training;

/// <summary>Trains cost models. The same rows give the same model on every machine.</summary>
public static class CostTrainer
{
    // Weights and ratios are rounded in the document, so that its bytes do not depend on the last bits of a sum.
    private const int Digits = 6;

    // A calibration compile should be long against the clock and the noise of a call, and short against two seconds.
    private const double CalibrationNanoseconds = 20e6;
    private const int CalibrationModules = 3;

    /// <summary>Trains a model for every setting and target that the rows have.</summary>
    /// <param name="set">The rows.</param>
    /// <param name="checks">What the models predict for modules that they have not seen, from <see cref="CrossValidation"/>: the intervals come from it.</param>
    public static CostModelDocument Train(TrainingSet set, IReadOnlyList<HeldOutPart> checks)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(checks);
        return new CostModelDocument
        {
            Engine = set.Engine,
            EngineDigest = set.EngineDigest,
            Cpu = set.Cpu,
            Runs = set.Runs,
            Parts = [.. checks.Select(check => Part(set, check))],
            Seen = Seen(set),
            Calibration = [.. set.Settings.SelectMany(s => Calibration(set, s))],
        };
    }

    private static CostModelPart Part(TrainingSet set, HeldOutPart check)
    {
        var model = FeatureModel.For(check.Target);
        var rows = model.Rows(set, check.Settings, check.Target);
        var fit = rows.Select(r => r.Fit).ToList();
        var weights = RelativeFit.Fit(fit, [], RelativeFit.Rounds);
        var shares = new double[weights.Length];
        foreach (var (row, one) in rows.Where(r => r.Row.Module.Kind == TrainingKind.Real))
        {
            var predicted = RelativeFit.Predict(weights, one.Features);
            for (var i = 0; i < weights.Length && predicted > 0; i++)
            {
                shares[i] = Math.Max(shares[i], weights[i] * one.Features[i] / predicted);
            }
        }

        var terms = model.Features.Select((feature, i) => new CostModelTerm(feature.Name, Round(weights[i]), Round(shares[i]))).Where(t => t.Weight > 0);
        return new CostModelPart(
            check.Settings,
            check.Target.Name(),
            rows.Count,
            [.. terms],
            OrdinaryRatios(check.Predictions),
            UnusualRatios(check.Predictions));
    }

    /// <summary>The ratios of measured to predicted cost of real modules among predictions.</summary>
    internal static CostRatios OrdinaryRatios(IEnumerable<HeldOut> predictions) => Ratios(predictions.Where(p => p.Kind == TrainingKind.Real));

    /// <summary>The ratios of generated modules among predictions.</summary>
    internal static CostRatios UnusualRatios(IEnumerable<HeldOut> predictions) => Ratios(predictions.Where(p => p.Kind is TrainingKind.Ladder or TrainingKind.Random));

    private static CostRatios Ratios(IEnumerable<HeldOut> predictions)
    {
        List<double> sorted = [.. predictions.Select(p => p.Ratio).Order()];
        var (lower90, upper90) = ConformalRatios.Bounds(sorted, 0.9);
        var (lower50, upper50) = ConformalRatios.Bounds(sorted, 0.5);
        return new CostRatios(Round(lower90), Round(lower50), Round(upper50), Round(upper90));
    }

    private static SortedDictionary<string, double> Seen(TrainingSet set)
    {
        var modules = set.Rows.Select(r => r.Module).Distinct().ToList();
        return new SortedDictionary<string, double>(
            CostFeatures.All.Select((feature, i) => (feature.Name, Largest: modules.Count == 0 ? 0 : modules.Max(m => m.Features.Values[i])))
                .Where(s => s.Largest > 0)
                .ToDictionary(s => s.Name, s => Round(s.Largest)),
            StringComparer.Ordinal);
    }

    private static IEnumerable<CalibrationTime> Calibration(TrainingSet set, string settings) =>
        set.Rows.Where(r => r.Settings == settings && r.Module.Kind == TrainingKind.Ladder && r.Nanoseconds is not null)
            .OrderBy(r => Math.Max(r.Nanoseconds!.Value / CalibrationNanoseconds, CalibrationNanoseconds / r.Nanoseconds.Value))
            .ThenBy(r => r.Module.Name, StringComparer.Ordinal)
            .DistinctBy(r => r.Module.Group)
            .Take(CalibrationModules)
            .Select(r => new CalibrationTime(r.Module.Name, settings, Round(r.Nanoseconds!.Value)));

    private static double Round(double value) =>
        value == 0 ? 0 : double.Parse(value.ToString($"E{Digits - 1}", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}
