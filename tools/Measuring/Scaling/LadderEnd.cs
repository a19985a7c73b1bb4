using System.Text.Json.Serialization;

namespace CompileBench.Measuring.Scaling;

/// <summary>Why a ladder grew no further.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LadderEnd>))]
public enum LadderEnd
{
    /// <summary>Its largest size takes longer than the budget.</summary>
    Budget,

    /// <summary>Its largest size passed the memory limit.</summary>
    MemoryLimit,

    /// <summary>The shape has no larger size.</summary>
    LargestSize,

    /// <summary>The run's time limit left no more for it: it may well go on.</summary>
    TimeShare,

    /// <summary>The engine refused its largest size, or the smallest.</summary>
    Refused,

    /// <summary>The compiler ended by itself at its largest size.</summary>
    Crashed,
}

/// <summary>How far one ladder was grown.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Engine">The engine's label.</param>
/// <param name="LargestTried">The largest size that was tried.</param>
/// <param name="End">Why no larger one was.</param>
public sealed record LadderExtent(string Shape, string Settings, string Engine, int LargestTried, LadderEnd End);
