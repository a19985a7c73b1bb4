namespace CompileBench.Analysis.Comparison.Duel.Blocks;

/// <summary>
/// After which rounds a duel of blocks is judged. The spending of the misrate is that of <see cref="LookSchedule"/>: each look spends an equal part,
/// and the look when time is up spends the rest. The first look comes early, because variances moderated over the cases have degrees of freedom
/// enough after three rounds.
/// </summary>
public static class RoundLooks
{
    /// <summary>The rounds after which a look is taken: one for each of <see cref="LookSchedule.MostLooks"/>.</summary>
    public static IReadOnlyList<int> Rounds { get; } = [3, 4, 6, 8, 11, 16, 23, 32, 45, 64];
}
