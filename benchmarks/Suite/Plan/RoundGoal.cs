namespace CompileBench.Benchmarks.Suite.Plan;

/// <summary>When a run has enough rounds. The first round is always measured: without it there is no table.</summary>
/// <param name="Rounds">How many rounds are wanted; null where time alone decides.</param>
/// <param name="Time">Time for the whole run; null where the number of rounds alone decides.</param>
/// <param name="LongModulesSitOut">Whether long modules take part in fewer rounds than short ones. Not where the user fixed the number of rounds.</param>
internal sealed record RoundGoal(int? Rounds, TimeSpan? Time, bool LongModulesSitOut = false)
{
    /// <summary>The time of a run for which nothing is said: with the build of a new clone it has its report within five minutes.</summary>
    public static readonly TimeSpan DefaultTime = TimeSpan.FromMinutes(4);

    /// <summary>The rounds of a run for which nothing is said: more make bounds little narrower, and few cases have this many in a minute or two.</summary>
    public const int DefaultRounds = 16;

    // Writing the report at the end.
    private static readonly TimeSpan ReportAllowance = TimeSpan.FromSeconds(5);

    /// <summary>Whether the number of rounds allows another one.</summary>
    /// <param name="done">The number of complete rounds.</param>
    public bool WantsAnother(int done) => done < 1 || Rounds is not { } wanted || done < wanted;

    /// <summary>How long another round may take; null where time does not decide. Never below zero.</summary>
    /// <param name="elapsed">The time since the run began.</param>
    public TimeSpan? TimeForRound(TimeSpan elapsed) => Left(elapsed + ReportAllowance);

    /// <summary>What is left of the time; null where time does not decide.</summary>
    public TimeSpan? Left(TimeSpan elapsed) => Time is { } time ? TimeSpan.FromTicks(Math.Max(0, (time - elapsed).Ticks)) : null;
}
