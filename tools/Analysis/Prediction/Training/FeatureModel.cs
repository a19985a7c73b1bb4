using CompileBench.Analysis.Prediction.Features;
using CompileBench.Analysis.Prediction.Fitting;

namespace CompileBench.Analysis.Prediction.Training;

/// <summary>Which features a model of a target may use, and which rows it is fitted to.</summary>
internal sealed class FeatureModel
{
    private readonly int[] _places;
    private readonly IReadOnlyList<double>? _formula;

    private FeatureModel(IEnumerable<CostFeature> features, IReadOnlyList<double>? formula = null)
    {
        _formula = formula;
        Features = [.. features];
        _places = [.. Features.Select(f => CostFeatures.PlaceOf(f.Name))];
    }

    /// <summary>The features.</summary>
    public IReadOnlyList<CostFeature> Features { get; }

    // A compile skips most custom sections; the few modules with large ones would teach a cost per byte that is not theirs.
    private const string Skipped = "customSectionBytes";

    /// <summary>Features that add up over functions: time and code do.</summary>
    public static FeatureModel Sums { get; } = new(CostFeatures.All.Where(f => f.Scope != FeatureScope.Largest && f.Name != Skipped));

    /// <summary>
    /// Counts that add up, and every term of the largest function: a compile keeps the code of all functions, and the data structures of one function
    /// at a time.
    /// </summary>
    public static FeatureModel Peaks { get; } = new(CostFeatures.All.Where(f => f.Scope != FeatureScope.Sum || f.Growth == FeatureGrowth.Linear));

    /// <summary>Machine code grows as the counts do; what makes a compiler slow or large in a function leaves no code behind.</summary>
    public static FeatureModel Code { get; } = new(Sums.Features.Where(f => f.Growth == FeatureGrowth.Linear && f.Name != FunctionMeasure.ResultCarryingBlocks.Name));

    /// <summary>Features that grow as the code does, without terms that grow faster.</summary>
    public static FeatureModel Counts { get; } = new(Sums.Features.Where(f => f.Growth == FeatureGrowth.Linear));

    /// <summary>Some features, each with a weight of its own.</summary>
    public static FeatureModel Named(params IEnumerable<string> names) => new(names.Select(Feature));

    /// <summary>A formula with fixed weights, of which only the unit is fitted.</summary>
    public static FeatureModel Formula(params IReadOnlyList<(string Feature, double Weight)> terms) => new(terms.Select(t => Feature(t.Feature)), [.. terms.Select(t => t.Weight)]);

    /// <summary>The model of a target.</summary>
    public static FeatureModel For(CostTarget target) => target switch
    {
        CostTarget.Memory => Peaks,
        CostTarget.Code => Code,
        _ => Sums,
    };

    /// <summary>The rows of one setting that have the target's cost.</summary>
    public IReadOnlyList<(TrainingRow Row, FitRow Fit)> Rows(TrainingSet set, string settings, CostTarget target)
    {
        var rows = set.Rows.Where(r => r.Settings == settings && r.Cost(target) is { } cost && cost >= LeastCost(target)).ToList();
        var sizes = rows.Where(r => r.Module.Kind == TrainingKind.Ladder).GroupBy(r => r.Module.Group).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        return [.. rows.Select(r => (r, new FitRow(Select(r.Module.Features), r.Cost(target)!.Value, Weight(r.Module.Kind, target) / sizes.GetValueOrDefault(r.Module.Group, 1))))];
    }

    private double[] Select(ModuleFeatures features)
    {
        var values = new double[_places.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = features.Values[_places[i]];
        }

        return _formula is null ? values : [values.Zip(_formula, (value, weight) => value * weight).Sum()];
    }

    private static CostFeature Feature(string name) => CostFeatures.All[CostFeatures.PlaceOf(name)];

    // Less than this is mostly the noise of a clock, or a few pages.
    private static double LeastCost(CostTarget target) => target switch
    {
        CostTarget.Time => 200e3,
        CostTarget.Memory => 256 << 10,
        _ => 1,
    };

    // Users compile real modules; the others teach terms that real modules show too rarely. The sizes of one ladder share a weight: they show one term alone.
    private static double Weight(TrainingKind kind, CostTarget target) => kind switch
    {
        TrainingKind.Real => 1,
        TrainingKind.Function or TrainingKind.Random => 0.15,
        _ => target switch
        {
            CostTarget.Time => 0.15,
            CostTarget.Memory => 0.08,
            _ => 0.02,
        },
    };
}
