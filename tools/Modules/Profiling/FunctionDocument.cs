using System.Text.Json.Serialization;

namespace CompileBench.Modules.Profiling;

/// <summary>A function's profile as it is written: its place and name, and every metric that functions have under its name.</summary>
[JsonConverter(typeof(FunctionDocumentConverter))]
public sealed record FunctionDocument
{
    /// <summary>The function's index, imported functions counted.</summary>
    public int Index { get; init; }

    /// <summary>Its name, where the module gives it one.</summary>
    public string? Name { get; init; }

    /// <summary>The offset of its body from the start of the module.</summary>
    public int Offset { get; init; }

    /// <summary>Metrics by name.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>The document of a function's profile.</summary>
    public static FunctionDocument FromProfile(FunctionProfile function) => new()
    {
        Index = function.Index,
        Name = function.Name,
        Offset = function.Offset,
        Metrics = ComplexityMetric.ForFunctions.ToDictionary(metric => metric.Name, metric => metric.GetValue(function)),
    };
}
