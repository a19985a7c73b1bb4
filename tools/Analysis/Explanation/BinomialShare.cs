namespace CompileBench.Analysis.Explanation;

/// <summary>A share observed in independent samples, with 95% bounds.</summary>
/// <param name="Share">The observed share, 0 to 1.</param>
/// <param name="Lower">Lower bound.</param>
/// <param name="Upper">Upper bound.</param>
public readonly record struct BinomialShare(double Share, double Lower, double Upper)
{
    // The normal distribution's 97.5% quantile.
    private const double Quantile = 1.959963984540054;

    /// <summary>Wilson's score interval ("Probable inference, the law of succession, and statistical inference", JASA 22, 1927), which also holds for small shares.</summary>
    /// <param name="hits">Samples with the property, 0 to <paramref name="samples"/>.</param>
    /// <param name="samples">All samples, at least 1.</param>
    public static BinomialShare FromHits(int hits, int samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, samples);
        var share = (double)hits / samples;
        const double Square = Quantile * Quantile;
        var centre = (share + (Square / (2 * samples))) / (1 + (Square / samples));
        var half = Quantile / (1 + (Square / samples)) * Math.Sqrt((share * (1 - share) / samples) + (Square / (4.0 * samples * samples)));
        return new BinomialShare(share, Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}
