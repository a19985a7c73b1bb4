namespace CompileBench.Analysis.Timing;

/// <summary>
/// The centre of a case on the log scale with its sampling variance. Times, ratios and geometric means are based on it.
/// With two or more processes (launches), each counts once by its median, and the centre is the median of these. With one process, its iterations count. See Kalibera, T. and Jones, R. (2013), "Rigorous benchmarking in reasonable time", ISMM:
/// the highest level at which values differ at random is the one that must be repeated and counted.
/// </summary>
/// <param name="Value">Natural logarithm of the centre.</param>
/// <param name="Variance">Sampling variance of <paramref name="Value"/>; null where it is unknown.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom behind <paramref name="Variance"/>; 0 where that is null.</param>
/// <param name="Basis">The unit that was repeated.</param>
public readonly record struct LogCentre(double Value, double? Variance, double DegreesOfFreedom, BoundsBasis Basis)
{
    // Two iterations of one process are too few: their t factor is 12.7, and they are often neighbours in time.
    private const int FewestIterations = 3;
    private const int FewestLaunches = 2;

    /// <summary>The centre of positive values grouped by launch.</summary>
    /// <param name="launches">For each launch its values, all above 0; groups without values are ignored.</param>
    /// <returns>Null when there is no value at all.</returns>
    public static LogCentre? FromLaunches(IEnumerable<IReadOnlyList<double>> launches)
    {
        ArgumentNullException.ThrowIfNull(launches);
        double[][] logs = launches.Where(l => l.Count > 0).Select(l => l.Select(v => Math.Log(v)).ToArray()).ToArray();
        return logs.Length switch
        {
            0 => null,
            1 => FromUnits(logs[0], BoundsBasis.Iterations, FewestIterations),
            _ => FromUnits(logs.Select(SampleMedian.FromValues).ToArray(), BoundsBasis.Launches, FewestLaunches),
        };
    }

    /// <summary>Bounds of <see cref="Value"/> at <paramref name="misrate"/> by Student's t; null where the variance is unknown.</summary>
    public Bounds? LogBounds(double misrate)
    {
        if (Variance is not { } variance)
        {
            return null;
        }

        double reach = StudentQuantile.TwoSided(DegreesOfFreedom, misrate) * Math.Sqrt(variance);
        return new Bounds(Value - reach, Value + reach);
    }

    /// <summary>The difference of two independent centres; Welch, B. L. (1947), Biometrika 34, for the degrees of freedom.</summary>
    public static LogCentre Difference(LogCentre candidate, LogCentre baseline)
    {
        double value = candidate.Value - baseline.Value;
        if (candidate.Variance is not { } first || baseline.Variance is not { } second)
        {
            return new LogCentre(value, null, 0, BoundsBasis.Unknown);
        }

        double degrees = Welch([(first, candidate.DegreesOfFreedom), (second, baseline.DegreesOfFreedom)]);
        var basis = candidate.Basis == BoundsBasis.Launches && baseline.Basis == BoundsBasis.Launches ? BoundsBasis.Launches : BoundsBasis.Iterations;
        return new LogCentre(value, first + second, degrees, basis);
    }

    /// <summary>The mean of independent centres, each counted once. Its variance is unknown if that of any centre is.</summary>
    /// <param name="centres">At least one centre.</param>
    public static LogCentre Mean(IReadOnlyCollection<LogCentre> centres)
    {
        ArgumentNullException.ThrowIfNull(centres);
        double mean = centres.Average(c => c.Value);
        if (centres.Any(c => c.Variance is null))
        {
            return new LogCentre(mean, null, 0, BoundsBasis.Unknown);
        }

        double n = centres.Count;
        var parts = centres.Select(c => (Variance: c.Variance!.Value / n / n, Degrees: c.DegreesOfFreedom)).ToArray();
        var basis = centres.All(c => c.Basis == BoundsBasis.Launches) ? BoundsBasis.Launches : BoundsBasis.Iterations;
        return new LogCentre(mean, parts.Sum(p => p.Variance), Welch(parts), basis);
    }

    /// <summary>Degrees of freedom of a sum of independent variances (Satterthwaite 1946, Welch 1947).</summary>
    internal static double Welch(IEnumerable<(double Variance, double Degrees)> parts)
    {
        double sum = 0;
        double squares = 0;
        double fewest = double.PositiveInfinity;
        foreach ((double variance, double degrees) in parts)
        {
            sum += variance;
            squares += variance * variance / degrees;
            fewest = Math.Min(fewest, degrees);
        }

        return squares > 0 ? sum * sum / squares : fewest;
    }

    private static LogCentre FromUnits(double[] logs, BoundsBasis basis, int fewest)
    {
        double centre = SampleMedian.FromValues(logs);
        double? variance = logs.Length >= fewest ? MedianVariance.Estimate(logs) : null;
        return variance is null ? new LogCentre(centre, null, 0, BoundsBasis.Unknown) : new LogCentre(centre, variance, logs.Length - 1, basis);
    }
}
