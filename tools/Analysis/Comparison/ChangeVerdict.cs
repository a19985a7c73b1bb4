using System.Text.Json.Serialization;

namespace CompileBench.Analysis.Comparison;

/// <summary>The verdict of a comparison on the candidate.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChangeVerdict>))]
public enum ChangeVerdict
{
    /// <summary>The bounds allow no verdict, or there are none.</summary>
    Inconclusive,

    /// <summary>The bounds lie within the relevance threshold.</summary>
    Equivalent,

    /// <summary>Less time or fewer instructions.</summary>
    Faster,

    /// <summary>More time or more instructions.</summary>
    Slower,

    /// <summary>Less memory.</summary>
    Smaller,

    /// <summary>More memory.</summary>
    Larger,
}
