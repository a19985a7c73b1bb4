namespace CompileBench.Analysis.Comparison.Duel.Blocks;

/// <summary>
/// The rounds after which a duel of blocks is judged. <see cref="LookSchedule"/> divides the misrate: each look spends an equal part, and the look when
/// the time is up spends the rest. The first look comes early, because after three rounds the variances moderated over the cases have enough degrees
/// of freedom.
/// </summary>
public static class RoundLooks
{
    /// <summary>The rounds after which a look is taken: one for each of <see cref="LookSchedule.MostLooks"/>.</summary>
    public static IReadOnlyList<int> Rounds { get; } = [3, 4, 6, 8, 11, 16, 23, 32, 45, 64];
}
