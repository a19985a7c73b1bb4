using System.Text.Json.Serialization;

namespace CompileBench.Analysis.Scaling;

/// <summary>Whether cost grows faster than the module does.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScalingVerdict>))]
public enum ScalingVerdict
{
    /// <summary>The data leave both open.</summary>
    Inconclusive,

    /// <summary>The exponents' upper bounds lie below the threshold: cost grows in proportion to the size, or slower.</summary>
    Linear,

    /// <summary>An exponent's lower bound lies above the threshold.</summary>
    Superlinear,
}
