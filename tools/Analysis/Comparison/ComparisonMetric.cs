using System.Text.Json.Serialization;

namespace CompileBench.Analysis.Comparison;

/// <summary>The metric by which two engines are compared.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ComparisonMetric>))]
public enum ComparisonMetric
{
    /// <summary>Wall time of one compile.</summary>
    [JsonStringEnumMemberName("wall")]
    Wall,

    /// <summary>CPU time of the compiling thread.</summary>
    [JsonStringEnumMemberName("cpu")]
    Cpu,

    /// <summary>Instructions executed by one compile, as callgrind counts them.</summary>
    [JsonStringEnumMemberName("instructions")]
    Instructions,

    /// <summary>Peak native bytes of one compile in a fresh process.</summary>
    [JsonStringEnumMemberName("memory")]
    Memory,
}
