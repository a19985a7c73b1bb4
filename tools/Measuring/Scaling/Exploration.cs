using CompileBench.Engines.Isolation;

namespace CompileBench.Measuring.Scaling;

/// <summary>The first compiles of one size: a cold one in a fresh process, and two warm ones after it.</summary>
/// <param name="Cold">How the cold compile ended.</param>
/// <param name="Warm">How the warm ones ended; null where there were none.</param>
/// <param name="Peaks">The peak memory of each cold compile that was made, resident and anonymous, in bytes.</param>
/// <param name="StartedAt">When it began, UTC.</param>
internal sealed record Exploration(Outcome Cold, Outcome? Warm, IReadOnlyList<(long? Native, long? Anonymous)> Peaks, DateTimeOffset StartedAt)
{
    /// <summary>Warm compiles of one size: their minimum decides, so that one delay does not.</summary>
    public const int WarmCompiles = 2;

    /// <summary>
    /// What a compile takes: the shortest warm one. Where no warm compile ended, the cold one. Null where the cold one did not end as compiled.
    /// </summary>
    public TimeSpan? Time =>
        Cold is not Outcome.Completed { Samples: [var cold, ..] } ? null
        : Warm is Outcome.Completed { Samples: [_, ..] warm } ? TimeSpan.FromMicroseconds(warm.Min(s => s.NanosecondsPerOperation) / 1e3)
        : TimeSpan.FromMicroseconds(cold.NanosecondsPerOperation / 1e3);
}
