namespace CompileBench.Analysis.Comparison.Duel;

/// <summary>
/// When a case's growing data are looked at, and what each look may spend of the case's misrate.
/// Looks come at geometrically growing numbers of blocks. Of <see cref="MostLooks"/> looks each spends an equal part; a last look when
/// time is up spends all that is left. The parts add up to the misrate, so the chance that <em>any</em> look's bounds miss
/// stays below it whatever is decided on the way (union bound; for the spending of error over looks see Lan, K. K. G. and DeMets, D. L. 1983,
/// Biometrika 70, and for geometric epochs Howard, S. R. et al. 2021, "Time-uniform, nonparametric, nonasymptotic confidence sequences", Ann. Statist. 49).
/// It asks nothing of the data that one look does not ask, unlike boundaries computed for normal increments.
/// </summary>
public static class LookSchedule
{
    /// <summary>Blocks at the first look: enough for t bounds that can settle a plain case.</summary>
    public const int FirstLook = 8;

    /// <summary>The most looks at one case; after the last one it stays as it is.</summary>
    public const int MostLooks = 10;

    /// <summary>Blocks at each look: 8, 11, 16, 23, 32, 45, 64, 91, 128, 181.</summary>
    public static IReadOnlyList<int> Blocks { get; } =
        Enumerable.Range(0, MostLooks).Select(k => (int)Math.Round(FirstLook * Math.Pow(2, k / 2.0))).ToArray();

    /// <summary>What one scheduled look may spend of a comparison's misrate.</summary>
    public static double Spend(double misrate) => misrate / MostLooks;

    /// <summary>What the look at the end may spend after <paramref name="looksTaken"/> scheduled ones, fewer than <see cref="MostLooks"/>.</summary>
    public static double SpendAtEnd(double misrate, int looksTaken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(looksTaken, MostLooks);
        return misrate * (MostLooks - looksTaken) / MostLooks;
    }
}
