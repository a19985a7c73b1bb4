namespace CompileBench.Analysis.Comparison.Duel;

/// <summary>
/// Divides the misrate of a duel among the looks at its growing data. Each of <see cref="MostLooks"/> looks spends an equal part; a last look when the
/// time is up spends the rest. The parts add up to the misrate, so the probability that the bounds of <em>any</em> look miss is at most the misrate,
/// whatever is decided between looks (union bound; for spending an error over looks see Lan, K. K. G. and DeMets, D. L. 1983, Biometrika 70).
/// Unlike boundaries computed for normal increments, this makes no assumption about the data beyond those of one look.
/// </summary>
public static class LookSchedule
{
    /// <summary>The number of scheduled looks. After the last one, verdicts no longer change.</summary>
    public const int MostLooks = 10;

    /// <summary>The part of a comparison's misrate for one scheduled look.</summary>
    public static double Spend(double misrate) => misrate / MostLooks;

    /// <summary>The part for the last look, after <paramref name="looksTaken"/> scheduled ones (fewer than <see cref="MostLooks"/>).</summary>
    public static double SpendAtEnd(double misrate, int looksTaken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(looksTaken, MostLooks);
        return misrate * (MostLooks - looksTaken) / MostLooks;
    }
}
