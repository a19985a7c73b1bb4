using CompileBench.Analysis.Ratios.Rounds;
using CompileBench.Analysis.Timing;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Fleet;

/// <summary>
/// Finds hosts whose ratios cannot be trusted. Every host measures the same canaries, and on hosts with the same processor the ratio between two settings
/// of a canary is the same, however fast each host is. A host that is slower in all settings alike does not depart; one that is slower in one setting
/// does, for instance because it has other firmware limits, an emulated instruction set or a neighbour that takes its cache.
/// </summary>
public static class CanaryCheck
{
    /// <summary>How often a fleet of honest hosts has any departure.</summary>
    public const double Misrate = 0.01;

    /// <summary>With fewer hosts of one processor nobody can tell which of them departs.</summary>
    public const int FewestHosts = 3;

    // A smaller departure makes no conclusion wrong.
    private const double SmallestDeparture = 0.05;

    // The standard deviation of a normal distribution in medians of its absolute residuals. Residuals beyond so many deviations do not count: of a
    // normal distribution one in two thousand.
    private const double DeviationsPerMedian = 1.4826;
    private const double MostDeviations = 3.5;

    // The variance of a median of n normal values is this over n times that of one.
    private const double MedianVarianceFactor = Math.PI / 2;

    /// <summary>The departures, the largest first within each host.</summary>
    /// <param name="canaries">The records of the canaries, whose samples name their hosts.</param>
    /// <param name="hosts">The hosts.</param>
    public static IReadOnlyList<CanaryDeparture> Find(IReadOnlyList<CaseRecord> canaries, IReadOnlyList<HostDescription> hosts)
    {
        ArgumentNullException.ThrowIfNull(canaries);
        ArgumentNullException.ThrowIfNull(hosts);
        var groups = Ratios(canaries).GroupBy(r => Processor(hosts[r.Host])).Select(g => g.ToArray()).Where(g => g.Select(r => r.Host).Distinct().Count() >= FewestHosts).ToArray();
        return
        [
            .. groups.SelectMany(g => Departures(g, Misrate / groups.Length))
                .OrderBy(d => d.Host).ThenByDescending(d => Math.Abs(Math.Log(d.Ratio / d.Expected))).ThenBy(d => d.Case.ToString(), StringComparer.Ordinal),
        ];
    }

    /// <summary>The hosts that are not judged, because too few others have their processor; by index.</summary>
    public static IReadOnlyList<int> NotJudged(IReadOnlyList<HostDescription> hosts)
    {
        ArgumentNullException.ThrowIfNull(hosts);
        var numbers = hosts.GroupBy(Processor).ToDictionary(g => g.Key, g => g.Count());
        return [.. Enumerable.Range(0, hosts.Count).Where(i => numbers[Processor(hosts[i])] < FewestHosts)];
    }

    private static (string?, string) Processor(HostDescription host) => (host.Cpu, host.Architecture);

    private static IEnumerable<CanaryDeparture> Departures(HostRatio[] ratios, double misrate)
    {
        var medians = ratios.GroupBy(r => r.Case).ToDictionary(g => g.Key, g => SampleMedian.FromValues([.. g.Select(r => r.Log)]));
        double[] residuals = [.. ratios.Select(r => Math.Abs(r.Log - medians[r.Case])).Where(r => r > 0)];
        if (residuals.Length == 0)
        {
            yield break;
        }

        int hosts = ratios.Select(r => r.Host).Distinct().Count();
        (double common, double degrees) = Scatter(residuals, ratios.Length - residuals.Length, medians.Count);
        double quantile = StudentQuantile.TwoSided(degrees, misrate / ratios.Length);
        double ofMedian = Math.Sqrt(1 + (MedianVarianceFactor / hosts));
        foreach (var host in ratios.GroupBy(r => r.Host))
        {
            // A host that scatters more than the others is not one that departs.
            double own = Math.Sqrt(host.Average(r => r.Variance ?? 0));
            double tolerance = Math.Max(Math.Log(1 + SmallestDeparture), quantile * ofMedian * Math.Max(common, own));
            foreach (var ratio in host.Where(r => Math.Abs(r.Log - medians[r.Case]) > tolerance))
            {
                yield return new CanaryDeparture(ratio.Host, ratio.Case, Math.Exp(ratio.Log), Math.Exp(medians[ratio.Case]), Math.Exp(tolerance));
            }
        }
    }

    // The scatter of honest hosts about the medians: without what is far outside, so that a host that lies does not hide itself. A host at the median
    // has no residual, but counts.
    private static (double Deviation, double Degrees) Scatter(double[] residuals, int atMedian, int medians)
    {
        double most = MostDeviations * DeviationsPerMedian * SampleMedian.FromValues(residuals);
        double[] kept = [.. residuals.Where(r => r <= most)];
        double degrees = Math.Max(1, kept.Length + atMedian - medians);
        return (Math.Sqrt(kept.Sum(r => r * r) / degrees), degrees);
    }

    private static IEnumerable<HostRatio> Ratios(IReadOnlyList<CaseRecord> canaries)
    {
        var stretches = canaries
            .SelectMany(r => r.Samples.Select(s => s.Host).OfType<int>().Distinct(), (record, host) => (Host: host, Record: SampleHosts.On(record, host)!))
            .SelectMany(r => RoundStretch.FromRecord(r.Record), (r, stretch) => (r.Host, r.Record.Case, Stretch: stretch))
            .ToList();
        var baselines = stretches.Where(s => s.Case.Settings == SettingNames.Baseline)
            .GroupBy(s => (s.Host, s.Case, s.Stretch.Round)).ToDictionary(g => g.Key, g => g.First().Stretch);
        foreach (var own in stretches.Where(s => s.Case.Settings != SettingNames.Baseline).GroupBy(s => (s.Host, s.Case)))
        {
            double[] logs =
            [
                .. from one in own
                   let baseline = baselines.GetValueOrDefault((one.Host, one.Case with { Settings = SettingNames.Baseline }, one.Stretch.Round))
                   where baseline is not null
                   select one.Stretch.LogCentreIn(TimeUnit.Bare, baseline) - baseline.LogCentreIn(TimeUnit.Bare, one.Stretch),
            ];
            if (logs.Length > 0)
            {
                yield return new HostRatio(own.Key.Host, own.Key.Case, SampleMedian.FromValues(logs), VarianceOf(logs));
            }
        }
    }

    private static double? VarianceOf(double[] logs)
    {
        if (logs.Length < 2)
        {
            return null;
        }

        double mean = logs.Average();
        return logs.Sum(l => (l - mean) * (l - mean)) / (logs.Length - 1) / logs.Length * MedianVarianceFactor;
    }

    private readonly record struct HostRatio(int Host, MeasuredCase Case, double Log, double? Variance);
}
