using CompileBench.Analysis.Prediction.Features;
using CompileBench.Analysis.Prediction.Fitting;
using CompileBench.Analysis.Prediction.Training;

namespace CompileBench.Analysis.Prediction.Evaluation;

/// <summary>A prediction of a module by a model that saw nothing of its group.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Group">Its group.</param>
/// <param name="Kind">What kind of module it is.</param>
/// <param name="Measured">The measured cost.</param>
/// <param name="Predicted">The predicted cost.</param>
public sealed record HeldOut(string Module, string Group, TrainingKind Kind, double Measured, double Predicted)
{
    /// <summary>What the term counts that most of the prediction comes from.</summary>
    public required string LargestTerm { get; init; }

    /// <summary>The share of the prediction that comes from it, 0 to 1.</summary>
    public required double LargestShare { get; init; }

    /// <summary>How far the module's composition is from those of real modules of other groups: the largest share of a term over its limit. Up to 1 it is usual.</summary>
    public double Departure { get; init; }

    /// <summary>Measured over predicted cost; a prediction of 0 counts as one of a thousandth of the measured cost.</summary>
    public double Ratio => Measured / Math.Max(Predicted, Measured / 1000);

    /// <summary>How far the prediction is off, as a share of the measured cost, from 0.</summary>
    public double Error => Math.Abs(Predicted - Measured) / Measured;
}

/// <summary>All predictions of one setting and target.</summary>
/// <param name="Settings">The settings' name.</param>
/// <param name="Target">The target.</param>
/// <param name="Predictions">One per module.</param>
public sealed record HeldOutPart(string Settings, CostTarget Target, IReadOnlyList<HeldOut> Predictions);

/// <summary>Leaves out one group after the other, fits a model to the rest and predicts the group.</summary>
public static class CrossValidation
{
    // A fit without one group begins at the weights of all groups, so few rounds suffice.
    private const int Rounds = 3;

    /// <summary>Predicts every row by the model that <see cref="CostTrainer"/> trains, without the row's group.</summary>
    public static IReadOnlyList<HeldOutPart> Run(TrainingSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return Run(set, CostTargets.All, FeatureModel.For);
    }

    /// <summary>The same with other features.</summary>
    internal static IReadOnlyList<HeldOutPart> Run(TrainingSet set, IEnumerable<CostTarget> targets, Func<CostTarget, FeatureModel> model)
    {
        var parts = targets.SelectMany(target => set.Settings.Select(settings => (settings, target))).ToList();
        return
        [
            .. parts.AsParallel().AsOrdered().Select(p => new HeldOutPart(p.settings, p.target, Predict(model(p.target), model(p.target).Rows(set, p.settings, p.target))))
                .Where(p => p.Predictions.Count > 0),
        ];
    }

    private static List<HeldOut> Predict(FeatureModel model, IReadOnlyList<(TrainingRow Row, FitRow Fit)> rows)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var all = RelativeFit.Fit([.. rows.Select(r => r.Fit)], [], RelativeFit.Rounds);
        var groups = rows.GroupBy(r => r.Row.Module.Group).ToDictionary(
            g => g.Key,
            g => RelativeFit.Fit([.. rows.Where(r => r.Row.Module.Group != g.Key).Select(r => r.Fit).DefaultIfEmpty(rows[0].Fit)], all, Rounds));
        var shares = groups.ToDictionary(
            g => g.Key,
            g => LargestShares(g.Value, rows.Where(r => r.Row.Module.Kind == TrainingKind.Real && r.Row.Module.Group != g.Key).Select(r => r.Fit)));
        return [.. rows.Select(r => Predict(model, groups[r.Row.Module.Group], shares[r.Row.Module.Group], r.Row.Module, r.Fit))];
    }

    private static double[] LargestShares(double[] weights, IEnumerable<FitRow> rows)
    {
        var shares = new double[weights.Length];
        foreach (var row in rows)
        {
            var predicted = RelativeFit.Predict(weights, row.Features);
            for (var i = 0; i < weights.Length && predicted > 0; i++)
            {
                shares[i] = Math.Max(shares[i], weights[i] * row.Features[i] / predicted);
            }
        }

        return shares;
    }

    // The constant cost may be all there is of a small module: no share of it is unusual.
    private static double Departure(FeatureModel model, double[] weights, double[] largestShares, FitRow row, double predicted) =>
        predicted <= 0 ? 0 : Enumerable.Range(0, weights.Length).Where(i => model.Features[i].Name != CostFeatures.ConstantName)
            .Select(i => weights[i] * row.Features[i] / predicted / Composition.LimitOf(largestShares[i])).DefaultIfEmpty(0).Max();

    private static HeldOut Predict(FeatureModel model, double[] weights, double[] largestShares, TrainingModule module, FitRow row)
    {
        var predicted = RelativeFit.Predict(weights, row.Features);
        var largest = Enumerable.Range(0, weights.Length).MaxBy(i => weights[i] * row.Features[i]);
        return new HeldOut(module.Name, module.Group, module.Kind, row.Cost, predicted)
        {
            LargestTerm = model.Features[largest].Words,
            LargestShare = predicted > 0 ? weights[largest] * row.Features[largest] / predicted : 0,
            Departure = Departure(model, weights, largestShares, row, predicted),
        };
    }
}
