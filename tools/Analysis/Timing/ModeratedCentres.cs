namespace CompileBench.Analysis.Timing;

/// <summary>
/// Centres of several series of independent values, with variances moderated over the series (<see cref="ModeratedVariance"/>). A single series of
/// four values has three degrees of freedom, for which Student's t at a suite's misrate is about forty standard errors. Thirty such series together have
/// ninety degrees of freedom.
/// </summary>
internal static class ModeratedCentres
{
    /// <summary>Returns the centre of each series; without variance where it has a single value.</summary>
    /// <param name="series">Each series with at least one value.</param>
    /// <param name="floorDeviation">The smallest scatter of a value that bounds assume.</param>
    /// <param name="fewest">The number of series from which variances are moderated.</param>
    /// <param name="scales">The factor that makes each series' variance comparable with the others; null means 1 for all.</param>
    /// <param name="overlap">The correlation of the variances of two series that share values, 0 to 1.</param>
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

        // The mean of n values with correlation r is worth n / (1 + (n - 1) r) independent values.
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

    // The variance of a single value: the variance of the trimmed mean times the number of values in it.
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
