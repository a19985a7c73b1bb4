using CompileBench.Analysis.Prediction.Fitting;
using CompileBench.Analysis.Prediction.Training;

namespace CompileBench.Analysis.Prediction.Evaluation;

/// <summary>How far predictions are off.</summary>
/// <param name="Modules">The number of predictions.</param>
/// <param name="Median">Half of the errors are as small as this share of the measured cost or smaller.</param>
/// <param name="Percentile90">Nine of ten are.</param>
/// <param name="Percentile95">95 of 100 are.</param>
/// <param name="WorstFactor">The largest of measured over predicted and predicted over measured cost.</param>
/// <param name="WithinTwo">The share within a factor of two.</param>
/// <param name="WithinFour">The share within a factor of four.</param>
public sealed record ErrorSummary(int Modules, double Median, double Percentile90, double Percentile95, double WorstFactor, double WithinTwo, double WithinFour)
{
    /// <summary>Summarizes predictions; null where there are none.</summary>
    public static ErrorSummary? FromPredictions(IEnumerable<HeldOut> predictions)
    {
        List<HeldOut> all = [.. predictions];
        List<double> errors = [.. all.Select(p => p.Error).Order()];
        List<double> factors = [.. all.Select(p => Math.Max(p.Ratio, 1 / p.Ratio))];
        double Rank(double share) => errors[Math.Max((int)Math.Ceiling(share * errors.Count) - 1, 0)];
        return all.Count == 0
            ? null
            : new ErrorSummary(all.Count, Rank(0.5), Rank(0.9), Rank(0.95), factors.Max(), factors.Count(f => f <= 2) / (double)all.Count, factors.Count(f => f <= 4) / (double)all.Count);
    }
}

/// <summary>How often the intervals hold the truth.</summary>
/// <param name="Modules">The number of predictions.</param>
/// <param name="Within50">The share of modules inside the 50% interval.</param>
/// <param name="Within90">The share of modules inside the 90% interval.</param>
public sealed record IntervalCoverage(int Modules, double Within50, double Within90)
{
    /// <summary>
    /// Judges each prediction by the interval that the predictions of all other groups give; null where there are no predictions.
    /// </summary>
    public static IntervalCoverage? FromPredictions(IEnumerable<HeldOut> predictions)
    {
        List<HeldOut> all = [.. predictions];
        var (in50, in90) = (0, 0);
        foreach (var group in all.GroupBy(p => p.Group))
        {
            List<double> others = [.. all.Where(p => p.Group != group.Key).Select(p => p.Ratio).Order()];
            var (lower50, upper50) = ConformalRatios.Bounds(others, 0.5);
            var (lower90, upper90) = ConformalRatios.Bounds(others, 0.9);
            in50 += group.Count(p => p.Ratio >= lower50 && p.Ratio <= upper50);
            in90 += group.Count(p => p.Ratio >= lower90 && p.Ratio <= upper90);
        }

        return all.Count == 0 ? null : new IntervalCoverage(all.Count, in50 / (double)all.Count, in90 / (double)all.Count);
    }
}

/// <summary>A simpler model to compare with.</summary>
/// <param name="Name">Its name in words.</param>
/// <param name="Parts">What it predicts for modules that it has not seen: time only.</param>
public sealed record BaselineResult(string Name, IReadOnlyList<HeldOutPart> Parts);

/// <summary>What models predict for modules of packages, shapes and seeds that they have not seen.</summary>
/// <param name="Set">The rows.</param>
/// <param name="Parts">One part per setting and target.</param>
/// <param name="Baselines">Simpler models on the same rows.</param>
public sealed record ModelEvaluation(TrainingSet Set, IReadOnlyList<HeldOutPart> Parts, IReadOnlyList<BaselineResult> Baselines)
{
    // SpiderMonkey decides by this estimate how long optimizing a function takes: WasmCompile.cpp and WasmGenerator.cpp.
    private static readonly (string Feature, double Weight)[] SpiderMonkey = [("functions", 30_000), ("bodyBytes", 4_000)];

    private static readonly string[] Study =
    [
        "functions", "codeOperators", "memoryAccesses", "heavyOperators", "reachableIndirectCalls", "basicBlocks", "joinArguments", "valuesLiveAcrossBlocks",
        "valuesLiveAcrossCalls", "resultCarryingBlocks", "farUses", "tableElements",
    ];

    /// <summary>Evaluates models on the rows.</summary>
    public static ModelEvaluation FromSet(TrainingSet set)
    {
        BaselineResult Baseline(string name, FeatureModel model, Func<TrainingRow, bool>? include = null) =>
            new(name, CrossValidation.Run(include is null ? set : set with { Rows = [.. set.Rows.Where(include)] }, [CostTarget.Time], _ => model));
        return new ModelEvaluation(
            set,
            CrossValidation.Run(set),
            [
                Baseline("bytes of code alone", FeatureModel.Named("constant", "bodyBytes")),
                Baseline("SpiderMonkey's 30,000 per function and 4,000 per byte, unit fitted", FeatureModel.Formula(SpiderMonkey)),
                Baseline("the study's eleven features", FeatureModel.Named(Study)),
                Baseline("this model without terms that grow faster than the code", FeatureModel.Counts),
                Baseline("this model trained without ladders and random modules", FeatureModel.Sums, r => r.Module.Kind is TrainingKind.Real or TrainingKind.Function),
                Baseline("this model trained on whole real modules alone", FeatureModel.Sums, r => r.Module.Kind == TrainingKind.Real),
            ]);
    }
}
