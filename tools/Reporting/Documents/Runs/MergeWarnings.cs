using System.Globalization;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Runs;

/// <summary>What a reader of a merged run must know: how many hosts it stands on, which were busy, and which depart from the others.</summary>
public static class MergeWarnings
{
    /// <summary>One plain sentence each.</summary>
    public static IReadOnlyList<string> ForMerge(MergeDescription merge)
    {
        ArgumentNullException.ThrowIfNull(merge);
        var busy = merge.Hosts.Count(RunWarnings.IsBusy);
        return
        [
            .. merge.Hosts.Count == 1
                ? Array.Empty<string>()
                : [$"The figures stand on {merge.Hosts.Count} hosts. Each ratio is formed on one host; times of modules that different hosts measured do not compare."],
            .. busy == 0 ? Array.Empty<string>() : [$"{busy} of {RunCaption.Count(merge.Hosts.Count, "host")} {(busy == 1 ? "was" : "were")} busy when a run began: times may be too long and scatter."],
            .. ForDepartures(merge),
        ];
    }

    /// <summary>One sentence per host that departs, about the ratio that differs most.</summary>
    public static IReadOnlyList<string> ForDepartures(MergeDescription merge)
    {
        ArgumentNullException.ThrowIfNull(merge);
        return
        [
            .. merge.Departures.GroupBy(d => d.Host).Select(host =>
            {
                var worst = host.First();
                var end = merge.LeftOutHosts.Contains(host.Key) ? "its records were left out" : "do not trust ratios that were measured on it";
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"Host {PlainText.Cut(merge.Hosts[host.Key].Name, 80)} departs: its ratio {PlainText.Cut(worst.Case.Settings, 80)} over {SettingNames.Baseline} of the canary {PlainText.Cut(worst.Case.Module, 80)} is {worst.Ratio:0.00}, on other hosts with its processor {worst.Expected:0.00}; chance explains a factor of {worst.Tolerance:0.00} at most. {RunCaption.Count(host.Count(), "canary ratio")} {(host.Count() == 1 ? "departs" : "depart")}: {end}.");
            }),
        ];
    }
}
