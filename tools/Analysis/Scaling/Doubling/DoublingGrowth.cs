using System.Text.Json.Serialization;

namespace CompileBench.Analysis.Scaling.Doubling;

/// <summary>How cost grows along a doubling table.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DoublingGrowth>))]
public enum DoublingGrowth
{
    /// <summary>The rounds disagree too much, or there are too few rows: nothing is known.</summary>
    Open,

    /// <summary>A doubled size costs about twice as much.</summary>
    Linear,

    /// <summary>The slope over the last doublings is surely above the line.</summary>
    Superlinear,

    /// <summary>One doubling costs far more than the others, and growth is linear behind it: another path of the compiler, not a law.</summary>
    Step,

    /// <summary>Each doubling doubles the slope: the cost doubles with every further step of the size.</summary>
    Exponential,
}
