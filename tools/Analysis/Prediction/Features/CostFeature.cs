using CompileBench.Modules.Profiling;

namespace CompileBench.Analysis.Prediction.Features;

/// <summary>What a feature's value is taken over.</summary>
public enum FeatureScope
{
    /// <summary>The module as a whole.</summary>
    Module,

    /// <summary>The sum over its functions.</summary>
    Sum,

    /// <summary>The largest value of one function: what a compiler keeps for one function at a time costs memory only once.</summary>
    Largest,
}

/// <summary>How a feature of a function grows.</summary>
public enum FeatureGrowth
{
    /// <summary>As the measure.</summary>
    Linear,

    /// <summary>As the measure times the square root of another.</summary>
    Root,

    /// <summary>As the measure times another.</summary>
    Product,
}

/// <summary>One term of a cost model: a quantity of a module that is never negative and never falls when a function is appended.</summary>
public sealed class CostFeature
{
    // Keeps products near the size of counts, so that weights can be read.
    private const double ProductUnit = 1e-3;

    private readonly int _place;
    private readonly int _otherPlace;

    private CostFeature(string name, string words, FeatureScope scope, FunctionMeasure? measure = null, FunctionMeasure? other = null, FeatureGrowth growth = FeatureGrowth.Linear)
    {
        (Name, Words, Scope, Measure, Other, Growth) = (name, words, scope, measure, other, growth);
        _place = measure?.Place ?? -1;
        _otherPlace = other?.Place ?? -1;
    }

    /// <summary>The name that model documents use.</summary>
    public string Name { get; }

    /// <summary>What it counts, in the plural.</summary>
    public string Words { get; }

    /// <summary>What its value is taken over.</summary>
    public FeatureScope Scope { get; }

    /// <summary>How it grows with a function's measures.</summary>
    public FeatureGrowth Growth { get; }

    /// <summary>The metric of a module; null for a constant and for features of functions.</summary>
    public ComplexityMetric? ModuleMetric { get; private init; }

    /// <summary>The first measure; null for features of modules and the number of functions.</summary>
    public FunctionMeasure? Measure { get; }

    /// <summary>The other measure of a product; else null.</summary>
    public FunctionMeasure? Other { get; }

    /// <summary>The constant cost of a module.</summary>
    internal static CostFeature Constant() => new(CostFeatures.ConstantName, "the fixed cost of any module", FeatureScope.Module);

    /// <summary>A metric of the module.</summary>
    internal static CostFeature ForModule(ComplexityMetric metric, string words) => new(metric.Name, words, FeatureScope.Module) { ModuleMetric = metric };

    /// <summary>The number of functions.</summary>
    internal static CostFeature Functions() => new("functions", "functions", FeatureScope.Sum);

    /// <summary>A measure of functions.</summary>
    internal static CostFeature Linear(FunctionMeasure measure) => new(measure.Name, measure.Words, FeatureScope.Sum, measure);

    /// <summary>A measure times the square root of another.</summary>
    internal static CostFeature Root(FunctionMeasure measure, FunctionMeasure other) =>
        new($"{measure.Name}*sqrt({other.Name})", WordsFor(measure, other), FeatureScope.Sum, measure, other, FeatureGrowth.Root);

    /// <summary>A measure times another, in thousands.</summary>
    internal static CostFeature Product(FunctionMeasure measure, FunctionMeasure other) =>
        new($"{measure.Name}*{other.Name}", WordsFor(measure, other), FeatureScope.Sum, measure, other, FeatureGrowth.Product);

    /// <summary>The same feature, taken of the function where it is largest.</summary>
    internal CostFeature OfLargestFunction() =>
        new($"largest({Name})", Words, FeatureScope.Largest, Measure, Other, Growth);

    /// <summary>The feature of one function.</summary>
    /// <param name="measures">The function's measures, in the order of <see cref="FunctionMeasure.All"/>.</param>
    internal double OfFunction(ReadOnlySpan<double> measures)
    {
        if (_place < 0)
        {
            return 1;
        }

        var value = measures[_place];
        return Growth switch
        {
            FeatureGrowth.Linear => value,
            FeatureGrowth.Root => value * Math.Sqrt(measures[_otherPlace]),
            _ => value * measures[_otherPlace] * ProductUnit,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static string WordsFor(FunctionMeasure measure, FunctionMeasure other) =>
        measure == other ? $"{measure.Words} in one function" : $"{measure.Words} in functions of many {other.Words}";
}
