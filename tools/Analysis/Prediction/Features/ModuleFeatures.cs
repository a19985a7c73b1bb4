using System.Numerics;
using CompileBench.Modules.Profiling;

namespace CompileBench.Analysis.Prediction.Features;

/// <summary>Receives the features of each function of a module in turn.</summary>
/// <param name="function">The function's index, imported functions counted.</param>
/// <param name="features">Its features in the order of <see cref="CostFeatures.OfFunctions"/>; overwritten by the next function.</param>
public delegate void FunctionFeaturesCallback(int function, ReadOnlySpan<double> features);

/// <summary>The features of one module. Immutable.</summary>
public sealed class ModuleFeatures
{
    private static readonly int Modules = CostFeatures.OfModules.Count;
    private static readonly int Functions = CostFeatures.OfFunctions.Count;

    // The same for every function: looked up once.
    private static readonly ComplexityMetric[][] Metrics = [.. FunctionMeasure.All.Select(m => m.Metrics.ToArray())];
    private static readonly bool[] IsScaled = [.. FunctionMeasure.All.Select(m => m.CountsUnreachable)];
    private static readonly CostFeature[] Terms = [.. CostFeatures.OfFunctions];

    private readonly double[] _values;
    private readonly int[] _largest;

    /// <summary>Features that were read before.</summary>
    /// <param name="values">A value per feature, in the order of <see cref="CostFeatures.All"/>.</param>
    /// <exception cref="ArgumentException">The number of values is wrong, or one is negative or not finite.</exception>
    public ModuleFeatures(IReadOnlyList<double> values)
        : this([.. values], new int[Functions])
    {
        if (_values.Length != CostFeatures.All.Count || _values.Any(v => !(v >= 0 && double.IsFinite(v))))
        {
            throw new ArgumentException($"a module has {CostFeatures.All.Count} features, each finite and 0 or more", nameof(values));
        }

        Array.Fill(_largest, -1);
    }

    private ModuleFeatures(double[] values, int[] largest) => (_values, _largest) = (values, largest);

    /// <summary>A value per feature, in the order of <see cref="CostFeatures.All"/>.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Reads the features of a module in one pass.</summary>
    /// <param name="module">The module's bytes.</param>
    /// <param name="onFunction">Called for each function; null for none.</param>
    /// <param name="options">What else to keep of the profile; its callback is not used.</param>
    /// <param name="profile">The profile.</param>
    /// <exception cref="Modules.Wasm.Reading.WasmDecodeException">The bytes are malformed.</exception>
    public static ModuleFeatures Read(ReadOnlySpan<byte> module, FunctionFeaturesCallback? onFunction, ProfileOptions options, out ModuleProfile profile)
    {
        ArgumentNullException.ThrowIfNull(options);
        var values = new double[CostFeatures.All.Count];
        var largest = new int[Functions];
        Array.Fill(largest, -1);
        var measures = new double[FunctionMeasure.All.Count];
        var features = new double[Functions];
        profile = ModuleProfiler.Profile(module, options with
        {
            OnFunction = (in FunctionCounts function) =>
            {
                Measure(function, measures);
                Compute(measures, features);
                Add(features, function.Index, values, largest);
                onFunction?.Invoke(function.Index, features);
            },
        });
        for (var i = 0; i < Modules; i++)
        {
            values[i] = CostFeatures.OfModules[i].ModuleMetric is { } metric ? metric.GetValue(profile) : 1;
        }

        return new ModuleFeatures(values, largest);
    }

    /// <summary>Reads the features of a module.</summary>
    /// <exception cref="Modules.Wasm.Reading.WasmDecodeException">The bytes are malformed.</exception>
    public static ModuleFeatures Read(ReadOnlySpan<byte> module) => Read(module, null, new ProfileOptions { HeaviestFunctions = 0 }, out _);

    /// <summary>The function that has the largest value of a feature of functions; -1 where it is not known.</summary>
    /// <param name="feature">The place of a feature of scope <see cref="FeatureScope.Sum"/> or <see cref="FeatureScope.Largest"/> in <see cref="CostFeatures.All"/>.</param>
    public int LargestFunction(int feature) => feature < Modules ? -1 : _largest[feature < Modules + Functions ? feature - Modules : feature - Modules - Functions + 1];

    /// <summary>The largest value that one function has of a feature summed over functions.</summary>
    /// <param name="feature">The place of the feature in <see cref="CostFeatures.All"/>.</param>
    public double LargestValue(int feature) => feature < Modules ? _values[feature] : feature == Modules ? 1 : feature < Modules + Functions ? _values[feature + Functions - 1] : _values[feature];

    private static void Measure(in FunctionCounts function, Span<double> measures)
    {
        var instructions = FunctionMetrics.Instructions.GetValue(function);
        var reachable = instructions > 0 ? 1 - (FunctionMetrics.UnreachableInstructions.GetValue(function) / instructions) : 1;
        for (var i = 0; i < measures.Length; i++)
        {
            double sum = 0;
            foreach (var metric in Metrics[i])
            {
                sum += metric.GetValue(function);
            }

            measures[i] = IsScaled[i] ? sum * reachable : sum;
        }
    }

    private static void Compute(ReadOnlySpan<double> measures, Span<double> features)
    {
        for (var i = 0; i < features.Length; i++)
        {
            features[i] = Terms[i].OfFunction(measures);
        }
    }

    private static void Add(ReadOnlySpan<double> features, int function, Span<double> values, Span<int> largest)
    {
        var sums = values[Modules..];
        var maxima = values[(Modules + Functions)..];

        // The first feature is the number of functions, whose largest value nobody asks for.
        for (var i = 1; i <= features.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var own = new Vector<double>(features[i..]);
            (new Vector<double>(sums[i..]) + own).CopyTo(sums[i..]);
            if (Vector.GreaterThanAny(own, new Vector<double>(maxima[(i - 1)..])))
            {
                NoteLargest(features, function, maxima, largest, i, i + Vector<double>.Count);
            }
        }

        sums[0] += features[0];
        var rest = features.Length - ((features.Length - 1) % Vector<double>.Count);
        for (var i = rest; i < features.Length; i++)
        {
            sums[i] += features[i];
        }

        NoteLargest(features, function, maxima, largest, rest, features.Length);
    }

    private static void NoteLargest(ReadOnlySpan<double> features, int function, Span<double> maxima, Span<int> largest, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (features[i] > maxima[i - 1])
            {
                (maxima[i - 1], largest[i]) = (features[i], function);
            }
        }
    }
}
