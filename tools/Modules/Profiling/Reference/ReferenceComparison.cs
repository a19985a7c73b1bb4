using System.Globalization;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Profiling.Reference;

/// <summary>
/// Compares <see cref="ModuleProfiler"/> with <see cref="ReferenceProfiler"/> on a module: every metric of every function, the module's sums and
/// maxima over functions, its elements and constant expressions, and for malformed modules the reason and the offset of the error.
/// </summary>
public static class ReferenceComparison
{
    /// <summary>Finds the first difference between the two.</summary>
    /// <param name="module">The module's bytes, well-formed or not.</param>
    /// <returns>The difference in words, or null where the two agree.</returns>
    public static string? FindDifference(ReadOnlySpan<byte> module)
    {
        var functions = new List<FunctionProfile>();
        var options = new ProfileOptions { HeaviestFunctions = 0, OnFunction = (in function) => functions.Add(function.Keep()) };
        ModuleProfile? profile = null;
        string? refusal = null;
        try
        {
            profile = ModuleProfiler.Profile(module, options);
        }
        catch (WasmDecodeException exception)
        {
            refusal = exception.Message;
        }

        var totals = new Totals();
        string? expectedRefusal = null;
        try
        {
            ReferenceProfiler.Count(module, totals.Add);
        }
        catch (WasmDecodeException exception)
        {
            expectedRefusal = exception.Message;
        }

        return refusal != expectedRefusal ? $"refusal: '{refusal ?? "none"}', expected '{expectedRefusal ?? "none"}'"
            : profile is null ? null
            : totals.FindDifference(functions) ?? totals.FindDifference(profile) ?? FindDifference(profile, ReferenceParts.Count(module));
    }

    private static string? FindDifference(ModuleProfile profile, ReferenceParts expected)
    {
        (ComplexityMetric Metric, double Expected)[] parts =
        [
            (ModuleMetrics.TableElements, expected.TableElements), (ModuleMetrics.ConstantExpressionBytes, expected.ConstantExpressionBytes),
            (ModuleMetrics.ConstantInstructions, expected.ConstantInstructions), (ModuleMetrics.ConstantAllocations, expected.ConstantAllocations),
        ];
        return parts.Where(part => profile[part.Metric] != part.Expected)
            .Select(part => string.Create(CultureInfo.InvariantCulture, $"module: {part.Metric.Name} {profile[part.Metric]}, expected {part.Expected}"))
            .FirstOrDefault();
    }

    private static string? FindDifference(string what, IReadOnlyDictionary<string, double> expected, Func<ComplexityMetric, double> actual)
    {
        foreach (var metric in ComplexityMetric.ForFunctions)
        {
            var value = actual(metric);
            if (value != expected[metric.Name])
            {
                return string.Create(CultureInfo.InvariantCulture, $"{what}: {metric.Name} {value}, expected {expected[metric.Name]}");
            }
        }

        return null;
    }

    /// <summary>What the reference counted: every function, and sums and maxima over them.</summary>
    private sealed class Totals
    {
        private readonly List<double[]> _functions = [];
        private readonly Dictionary<string, double> _sums = ComplexityMetric.ForFunctions.ToDictionary(metric => metric.Name, _ => 0.0);
        private readonly Dictionary<string, double> _maxima = ComplexityMetric.ForFunctions.ToDictionary(metric => metric.Name, _ => 0.0);
        private readonly ComplexityMetric[] _metrics = [.. ComplexityMetric.ForFunctions];

        public void Add(IReadOnlyDictionary<string, double> function)
        {
            _functions.Add([.. _metrics.Select(metric => function[metric.Name])]);
            foreach (var (name, value) in function)
            {
                _sums[name] += value;
                _maxima[name] = Math.Max(_maxima[name], value);
            }
        }

        public string? FindDifference(List<FunctionProfile> functions)
        {
            if (functions.Count != _functions.Count)
            {
                return $"{functions.Count} functions, expected {_functions.Count}";
            }

            for (var at = 0; at < functions.Count; at++)
            {
                var expected = _metrics.Zip(_functions[at]).ToDictionary(pair => pair.First.Name, pair => pair.Second);
                var function = functions[at];
                if (ReferenceComparison.FindDifference($"function {function.Index}", expected, metric => function[metric]) is { } difference)
                {
                    return difference;
                }
            }

            return null;
        }

        public string? FindDifference(ModuleProfile module)
        {
            // A module's value is the sum over its functions, but for the depths, which are maxima.
            var expected = new Dictionary<string, double>(_sums)
            {
                [FunctionMetrics.NestingDepth.Name] = _maxima[FunctionMetrics.NestingDepth.Name],
                [FunctionMetrics.OperandStackDepth.Name] = _maxima[FunctionMetrics.OperandStackDepth.Name],
            };
            if (ReferenceComparison.FindDifference("module", expected, metric => module[metric]) is { } difference)
            {
                return difference;
            }

            foreach (var maximum in MaximumMetrics.All)
            {
                var source = _maxima.First(pair => maximum.Name.Equals("max" + pair.Key, StringComparison.OrdinalIgnoreCase));
                if (module[maximum] != source.Value)
                {
                    return string.Create(CultureInfo.InvariantCulture, $"module: {maximum.Name} {module[maximum]}, expected {source.Value}");
                }
            }

            return null;
        }
    }
}
