using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Ratios;

/// <summary>
/// What one setting does over many modules: the geometric mean of its ratios to the baseline, each module counted once
/// (Fleming, P. J. and Wallace, J. J. 1986, "How not to lie with statistics", CACM 29(3), for why geometric).
/// Two questions, two bounds: see <see cref="Bounds"/> and <see cref="MeasurementBounds"/>.
/// </summary>
/// <param name="Settings">The settings' name.</param>
/// <param name="Ratio">Geometric mean of the ratios; below 1 is faster than the baseline.</param>
/// <param name="Bounds">For modules like these: Student's t over the modules' log ratios, whose scatter holds both how modules differ and how
/// well each was measured. Null for fewer than two modules.</param>
/// <param name="MeasurementBounds">For exactly these modules: only the measuring's uncertainty, carried through the mean. Null where a module's is unknown.</param>
/// <param name="ModuleCount">How many modules have a ratio.</param>
/// <param name="Minimum">The module with the smallest ratio.</param>
/// <param name="Maximum">The module with the largest ratio.</param>
public sealed record SettingSummary(
    string Settings,
    double Ratio,
    Bounds? Bounds,
    Bounds? MeasurementBounds,
    int ModuleCount,
    ModuleRatio Minimum,
    ModuleRatio Maximum)
{
    /// <summary>Summarises one setting.</summary>
    /// <param name="settings">The settings' name.</param>
    /// <param name="ratios">One ratio a module.</param>
    /// <param name="misrate">How often the bounds may miss, above 0 and below 1.</param>
    /// <returns>Null when there is no ratio.</returns>
    public static SettingSummary? FromRatios(string settings, IReadOnlyList<ModuleRatio> ratios, double misrate = TimeEstimate.DefaultMisrate)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(ratios);
        if (ratios.Count == 0)
        {
            return null;
        }

        double mean = ratios.Average(r => r.Estimate.Log.Value);
        return new SettingSummary(
            settings,
            Math.Exp(mean),
            OverModules(ratios, mean).LogBounds(misrate)?.Exp(),
            LogCentre.Mean([.. ratios.Select(r => r.Estimate.Log)]).LogBounds(misrate)?.Exp(),
            ratios.Count,
            ratios.MinBy(r => r.Estimate.Ratio)!,
            ratios.MaxBy(r => r.Estimate.Ratio)!);
    }

    private static LogCentre OverModules(IReadOnlyList<ModuleRatio> ratios, double mean)
    {
        int n = ratios.Count;
        if (n < 2)
        {
            return new LogCentre(mean, null, 0, BoundsBasis.Unknown);
        }

        double squares = ratios.Sum(r => (r.Estimate.Log.Value - mean) * (r.Estimate.Log.Value - mean));
        return new LogCentre(mean, squares / (n - 1) / n, n - 1, BoundsBasis.Launches);
    }
}
