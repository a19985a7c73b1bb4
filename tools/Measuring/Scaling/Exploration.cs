using CompileBench.Engines.Isolation;

namespace CompileBench.Measuring.Scaling;

/// <summary>The first compiles of one size, which decide how far a ladder grows.</summary>
/// <param name="First">How the first compile ended.</param>
/// <param name="Warm">How the compiles after it in the same process ended; null where there were none.</param>
/// <param name="IsFresh">Whether the first compile was the first of its process, and so a cold sample.</param>
/// <param name="StartedAt">When it began, UTC.</param>
internal sealed record Exploration(Outcome First, Outcome? Warm, bool IsFresh, DateTimeOffset StartedAt)
{
    /// <summary>
    /// What a compile takes: the shortest one, so that one delay does not decide. The first one counts only where it was not cold or where there is no
    /// other. Null where the first one did not end as compiled.
    /// </summary>
    public TimeSpan? Time
    {
        get
        {
            if (First is not Outcome.Completed { Samples: [var first, ..] })
            {
                return null;
            }

            var warm = Warm is Outcome.Completed ? Warm.Samples : [];
            var nanoseconds = IsFresh && warm.Count > 0 ? warm.Min(s => s.NanosecondsPerOperation) : warm.Prepend(first).Min(s => s.NanosecondsPerOperation);
            return TimeSpan.FromMicroseconds(nanoseconds / 1e3);
        }
    }
}
