using CompileBench.Modules.Profiling;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Tests.Profiling;

/// <summary>Holds the profiler against the plain count of the same bytes.</summary>
internal static class ProfileAgreement
{
    /// <summary>Where they differ, in words; empty where they agree. Both have to refuse what one refuses, for the same reason at the same byte.</summary>
    public static string Difference(byte[] module)
    {
        List<Dictionary<string, double>>? expected = null;
        var refusal = "";
        try
        {
            expected = PlainProfile.Of(module);
        }
        catch (WasmDecodeException exception)
        {
            refusal = exception.Message;
        }

        var functions = new List<Dictionary<string, double>>();
        try
        {
            _ = ModuleProfiler.Profile(module, new ProfileOptions
            {
                OnFunction = (in function) =>
                {
                    var metrics = new Dictionary<string, double>();
                    foreach (var metric in ComplexityMetric.OfFunctions)
                    {
                        metrics[metric.Name] = metric.Of(function);
                    }

                    functions.Add(metrics);
                },
            });
        }
        catch (WasmDecodeException exception)
        {
            return exception.Message == refusal ? "" : $"refused: '{exception.Message}', expected '{refusal}'";
        }

        return expected is null ? $"accepted, expected '{refusal}'" : Difference(expected, functions);
    }

    private static string Difference(List<Dictionary<string, double>> expected, List<Dictionary<string, double>> actual)
    {
        if (expected.Count != actual.Count)
        {
            return $"{actual.Count} functions, expected {expected.Count}";
        }

        for (var function = 0; function < expected.Count; function++)
        {
            foreach (var (name, value) in expected[function])
            {
                if (actual[function][name] != value)
                {
                    return $"body {function}: {name} {actual[function][name]}, expected {value}";
                }
            }
        }

        return "";
    }
}
