using System.Text.Json.Serialization;

namespace CompileBench.Results.Schema;

/// <summary>The reason a ladder was not grown further.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LadderEnd>))]
public enum LadderEnd
{
    /// <summary>Its largest size takes longer than the budget.</summary>
    Budget,

    /// <summary>Its largest size passed the memory limit.</summary>
    MemoryLimit,

    /// <summary>The shape has no larger size.</summary>
    LargestSize,

    /// <summary>The run's time limit left no more time for it; larger sizes may be possible.</summary>
    TimeShare,

    /// <summary>The engine refused the next size, or the smallest.</summary>
    Refused,

    /// <summary>The compiler crashed at its largest size.</summary>
    Crashed,
}

/// <summary>The largest size of one ladder, as <c>ladders.json</c> records it.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Engine">The engine's label.</param>
/// <param name="LargestTried">The largest size tried.</param>
/// <param name="End">The reason no larger size was tried.</param>
public sealed record LadderExtent(string Shape, string Settings, string Engine, int LargestTried, LadderEnd End);
