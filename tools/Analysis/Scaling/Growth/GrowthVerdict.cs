using System.Text.Json.Serialization;

namespace CompileBench.Analysis.Scaling.Growth;

/// <summary>How cost grows with the size, by two lines that overlap so that a law near either of them can be settled.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GrowthVerdict>))]
public enum GrowthVerdict
{
    /// <summary>The data leave it open.</summary>
    Open,

    /// <summary>Both exponents are surely below <see cref="GrowthOptions.MildLine"/>.</summary>
    AtMostMild,

    /// <summary>An exponent is surely above <see cref="GrowthOptions.SuperlinearLine"/>.</summary>
    Superlinear,

    /// <summary>The cost doubles with every further step of the size (<see cref="ExponentialGrowth"/>): no exponent describes it.</summary>
    Exponential,
}

/// <summary>Why a law has the verdict it has.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GrowthReason>))]
public enum GrowthReason
{
    /// <summary>The bounds of its exponents decide.</summary>
    Bounds,

    /// <summary>The bounds reach over a line: more samples or sizes may settle it.</summary>
    BoundsTooWide,

    /// <summary>There are too few sizes for an exponent.</summary>
    TooFewSizes,

    /// <summary>Its exponent is above the line, but most shapes of the setting grow as fast at the same times: the excess is the machine's.</summary>
    SharedBySetting,
}

/// <summary>Which exponent decided.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DecidingExponent>))]
public enum DecidingExponent
{
    /// <summary>The one over all sizes on one straight line.</summary>
    Whole,

    /// <summary>The one over the largest sizes.</summary>
    Local,
}
