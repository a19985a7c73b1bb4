using System.Globalization;
using CompileBench.Analysis.Prediction.Features;
using CompileBench.Results.Schema.Models;

namespace CompileBench.Analysis.Prediction;

/// <summary>One predicted cost with its intervals: nanoseconds or bytes, by target.</summary>
/// <param name="Value">The prediction.</param>
/// <param name="Lower90">Nine of ten unseen modules cost this or more ...</param>
/// <param name="Lower50">... one of two costs this or more ...</param>
/// <param name="Upper50">... and this or less ...</param>
/// <param name="Upper90">... and nine of ten cost this or less. Each interval misses as many modules below as above.</param>
/// <param name="IsUnusual">Whether the intervals are wider than those of real modules, because the model has seen no real module of this composition.</param>
public sealed record CostEstimate(double Value, double Lower90, double Lower50, double Upper50, double Upper90, bool IsUnusual)
{
    private readonly double? _mean;

    /// <summary>
    /// What such modules cost on average. For real modules of a usual composition it is the prediction. Of modules of another composition some cost many
    /// times as much as predicted, and this is what raises their mean.
    /// </summary>
    public double Mean
    {
        get => _mean ?? Value;
        init => _mean = value;
    }

    /// <summary>An estimate from ratios of measured to predicted cost.</summary>
    /// <param name="value">The prediction.</param>
    /// <param name="ordinary">The ratios of real modules.</param>
    /// <param name="unusual">The ratios of generated modules.</param>
    /// <param name="departure">How far the module's composition is from those of real modules: see <see cref="Composition"/>. Up to 1 it is usual.</param>
    /// <param name="uncertainty">The intervals are this many times wider on either side, from 1.</param>
    internal static CostEstimate FromRatios(double value, CostRatios ordinary, CostRatios unusual, double departure, double uncertainty = 1)
    {
        var weight = Composition.WeightOf(departure);
        var estimate = new CostEstimate(
            value,
            value * Between(ordinary.Lower90, unusual.Lower90, weight) / uncertainty,
            value * Between(ordinary.Lower50, unusual.Lower50, weight) / uncertainty,
            value * Between(ordinary.Upper50, unusual.Upper50, weight) * uncertainty,
            value * Between(ordinary.Upper90, unusual.Upper90, weight) * uncertainty,
            weight > 0);
        return weight > 0 ? estimate with { Mean = value * Between(1, MeanOf(unusual), Composition.MeanWeightOf(departure)) } : estimate;
    }

    // Between two ratios on a logarithmic scale.
    private static double Between(double first, double second, double weight) => first * Math.Pow(second / first, weight);

    // The mean of a distribution that is known at its 5th, 25th, 75th and 95th percentiles and at the prediction, each with the share of modules nearest to it.
    private static double MeanOf(CostRatios ratios) => (0.1 * ratios.Lower90) + (0.25 * ratios.Lower50) + 0.3 + (0.25 * ratios.Upper50) + (0.1 * ratios.Upper90);
}

/// <summary>The term of a model that a prediction mostly consists of.</summary>
/// <param name="Feature">The feature's name.</param>
/// <param name="Words">What it counts, in the plural.</param>
/// <param name="Share">Its share of the predicted cost, 0 to 1.</param>
/// <param name="Amount">How many the module has.</param>
/// <param name="Function">The function that has more than half of it; null where none has.</param>
public sealed record DominantTerm(string Feature, string Words, double Share, double Amount, FunctionReference? Function)
{
    /// <summary>The term in words, such as <c>72% from 15,210 basic blocks in ts_lex</c>.</summary>
    public string Describe()
    {
        var where = Function is null ? "" : $", most of them in {Function}";
        var what = Feature == CostFeatures.ConstantName ? Words : string.Create(CultureInfo.InvariantCulture, $"{Amount:N0} {Words}");
        return string.Create(CultureInfo.InvariantCulture, $"{Share:P0} from {what}{where}").Replace(" %", "%", StringComparison.Ordinal);
    }
}

/// <summary>A function of a module.</summary>
/// <param name="Index">Its index, imported functions counted.</param>
/// <param name="Name">Its name; null where it has none or the module has too many functions to keep their names.</param>
public sealed record FunctionReference(int Index, string? Name)
{
    /// <inheritdoc/>
    public override string ToString() => Name ?? $"function {Index}";
}

/// <summary>A function's predicted compile time.</summary>
/// <param name="Function">The function.</param>
/// <param name="Nanoseconds">The prediction.</param>
/// <param name="Share">Its share of the module's predicted time, 0 to 1.</param>
public sealed record FunctionPrediction(FunctionReference Function, double Nanoseconds, double Share);

/// <summary>What compiling a module under one setting is predicted to cost.</summary>
/// <param name="Settings">The settings' name.</param>
/// <param name="Nanoseconds">CPU time of one compile, in nanoseconds; null where the model has no such part.</param>
/// <param name="AnonymousBytes">Peak anonymous memory that the compile adds; null where the model has no such part.</param>
/// <param name="CodeBytes">Bytes of machine code; null where the model has no such part.</param>
/// <param name="Heaviest">The functions of the longest predicted times, longest first.</param>
/// <param name="Dominant">The term that most of the time comes from; null where there is no time.</param>
/// <param name="Warnings">How the module lies outside what the model has seen, one sentence each; usually empty.</param>
public sealed record SettingPrediction(
    string Settings,
    CostEstimate? Nanoseconds,
    CostEstimate? AnonymousBytes,
    CostEstimate? CodeBytes,
    IReadOnlyList<FunctionPrediction> Heaviest,
    DominantTerm? Dominant,
    IReadOnlyList<string> Warnings);

/// <summary>What compiling a module is predicted to cost.</summary>
/// <param name="Bytes">The module's size.</param>
/// <param name="Functions">Its functions with a body.</param>
/// <param name="Settings">One prediction per setting.</param>
public sealed record ModulePrediction(long Bytes, long Functions, IReadOnlyList<SettingPrediction> Settings);

/// <summary>How long a host takes for what the machine of the training runs does in one unit of time.</summary>
/// <param name="Factor">Time on the host over time on that machine, above 0.</param>
/// <param name="Uncertainty">The factor may be this many times larger or smaller, from 1.</param>
public readonly record struct HostFactor(double Factor, double Uncertainty)
{
    /// <summary>The machine of the training runs itself, or a host whose speed is not known.</summary>
    public static HostFactor One { get; } = new(1, 1);
}
