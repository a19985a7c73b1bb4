using CompileBench.Analysis;
using CompileBench.Reporting.Runs;
using CompileBench.Results;

namespace CompileBench.Reporting.Versions;

/// <summary>Two engines on the same cases, from independent series: what two runs can say without measuring in pairs.</summary>
/// <param name="Baseline">The baseline's label.</param>
/// <param name="Candidate">The candidate's label.</param>
/// <param name="Cases">One ratio a case measured by both, by settings and module.</param>
/// <param name="Summaries">One a setting: the geometric mean for exactly these modules.</param>
public sealed record VersionComparison(string Baseline, string Candidate, IReadOnlyList<VersionRatio> Cases, IReadOnlyList<VersionRatio> Summaries)
{
    /// <summary>Compares two engines, or one engine with itself in two runs.</summary>
    /// <param name="baselineLabel">How the baseline is called.</param>
    /// <param name="baseline">The baseline's records.</param>
    /// <param name="candidateLabel">How the candidate is called.</param>
    /// <param name="candidate">The candidate's records.</param>
    /// <param name="settingsOrder">The order of settings; those not named follow by name.</param>
    /// <returns>Null where no case was measured by both.</returns>
    public static VersionComparison? Of(
        string baselineLabel, IEnumerable<CaseRecord> baseline, string candidateLabel, IEnumerable<CaseRecord> candidate, IReadOnlyList<string> settingsOrder)
    {
        var old = Estimates(baseline);
        var ratios = Estimates(candidate)
            .Where(c => old.ContainsKey(c.Key))
            .Select(c => (c.Key.Module, c.Key.Settings, Estimate: RatioEstimate.Of(c.Value, old[c.Key])))
            .OrderBy(r => SettingsRank.Of(settingsOrder, r.Settings))
            .ThenBy(r => r.Settings, StringComparer.Ordinal)
            .ThenBy(r => r.Module, StringComparer.Ordinal)
            .ToList();
        if (ratios.Count == 0)
        {
            return null;
        }

        var summaries = ratios.GroupBy(r => r.Settings)
            .Select(g => SettingSummary.Of(g.Key, [.. g.Select(r => new ModuleRatio(r.Module, r.Estimate))])!)
            .Select(s => new VersionRatio($"{s.Settings}, {s.ModuleCount} modules", s.Settings, s.Ratio, s.MeasurementBounds, true));
        return new VersionComparison(
            baselineLabel, candidateLabel, [.. ratios.Select(r => new VersionRatio(r.Module, r.Settings, r.Estimate.Ratio, r.Estimate.Bounds, false))], [.. summaries]);
    }

    private static Dictionary<(string Module, string Settings), TimeEstimate> Estimates(IEnumerable<CaseRecord> records) =>
        records.Where(r => r.Phase == CompileCase.CompilePhase)
            .Select(r => (r.Module, r.Settings, Time: TimeEstimate.From(r)))
            .Where(r => r.Time is not null)
            .GroupBy(r => (r.Module, r.Settings))
            .ToDictionary(g => g.Key, g => g.Last().Time!);
}
