namespace CompileBench.Analysis.Comparison.Duel;

/// <summary>
/// What each look at a duel's growing data may spend of its misrate. Of <see cref="MostLooks"/> looks each spends an equal part; a last look when
/// time is up spends all that is left. The parts add up to the misrate, so the chance that <em>any</em> look's bounds miss
/// stays below it whatever is decided on the way (union bound; for the spending of error over looks see Lan, K. K. G. and DeMets, D. L. 1983,
/// Biometrika 70). It asks nothing of the data that one look does not ask, unlike boundaries computed for normal increments.
/// </summary>
public static class LookSchedule
{
    /// <summary>The most looks; after the last one the verdicts stay as they are.</summary>
    public const int MostLooks = 10;

    /// <summary>What one scheduled look may spend of a comparison's misrate.</summary>
    public static double Spend(double misrate) => misrate / MostLooks;

    /// <summary>What the look at the end may spend after <paramref name="looksTaken"/> scheduled ones, fewer than <see cref="MostLooks"/>.</summary>
    public static double SpendAtEnd(double misrate, int looksTaken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(looksTaken, MostLooks);
        return misrate * (MostLooks - looksTaken) / MostLooks;
    }
}
