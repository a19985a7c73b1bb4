namespace CompileBench.Analysis.Timing;

/// <summary>
/// Centres of several series of independent values, with variances moderated over the series (<see cref="ModeratedVariance"/>). A single series of
/// four values has three degrees of freedom, and Student's t at a suite's misrate then asks for forty standard errors; thirty such series
/// together have ninety.
/// </summary>
internal static class ModeratedCentres
{
    /// <summary>The centre of each series; without variance where it has a single value.</summary>
    /// <param name="series">Each series with at least one value.</param>
    /// <param name="floorDeviation">The scatter of a value below which agreement is taken for luck.</param>
    /// <param name="fewest">From how many series on variances are moderated.</param>
    /// <param name="scales">By how much each series' variance is multiplied to compare with the others; 1 for all where null.</param>
    /// <param name="overlap">How the variances of two series correlate because the series share values; 0 to 1.</param>
    internal static LogCentre[] FromSeries(
        IReadOnlyList<IReadOnlyList<double>> series,
        double floorDeviation,
        int fewest = ModeratedVariance.FewestCases,
        IReadOnlyList<double>? scales = null,
        double overlap = 0)
    {
        var own = series.Select(Estimate).ToArray();
        double Scale(int i) => scales?[i] ?? 1;
        ModeratedVariance prior = ModeratedVariance.FromCases(own.Select((o, i) => (o.Variance * Scale(i), o.Degrees)), fewest);

        // Of n values that correlate by r, the mean is worth n / (1 + (n - 1) r) independent ones.
        prior = prior with { PriorDegrees = prior.PriorDegrees / (1 + ((series.Count - 1) * overlap)) };
        return [.. own.Select((o, i) => Moderate(o, prior, Scale(i), floorDeviation))];
    }

    private static LogCentre Moderate(
        (double Mean, double Variance, int Degrees, double Count) own, ModeratedVariance prior, double scale, double floorDeviation)
    {
        if (own.Degrees == 0)
        {
            return new LogCentre(own.Mean, null, 0, BoundsBasis.Unknown);
        }

        (double variance, double degrees) = prior.Moderate(own.Variance * scale, own.Degrees);
        variance = Math.Max(variance / scale, floorDeviation * floorDeviation);
        return new LogCentre(own.Mean, variance / own.Count, degrees, BoundsBasis.Launches);
    }

    // The variance of a single value: that of the trimmed mean times the number of values it stands for.
    private static (double Mean, double Variance, int Degrees, double Count) Estimate(IReadOnlyList<double> values)
    {
        if (values.Count < 2)
        {
            return (values[0], 0, 0, 1);
        }

        (double mean, double variance, int degrees) = TrimmedMean.Estimate(values);
        return (mean, variance * values.Count, degrees, values.Count);
    }
}
