using System.Globalization;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Runs;

/// <summary>The line under every chart: where the figures come from.</summary>
public static class RunCaption
{
    /// <summary><c>Wasmtime 50.0.1 · build-7, AMD EPYC 7B13, 2 cores, Debian 12, x64 · 2026-11-23 · 24 modules, 3,400 samples</c>.</summary>
    /// <param name="manifest">The run.</param>
    /// <param name="records">The records that are shown.</param>
    public static string ForRecords(RunManifest manifest, IReadOnlyCollection<CaseRecord> records)
    {
        var engines = records.Select(r => r.Engine).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var modules = records.Select(r => r.Module).Distinct(StringComparer.Ordinal).Count();
        var samples = records.Sum(r => (long)r.Samples.Count);
        return $"Wasmtime {string.Join(", ", engines.Take(4))}{(engines.Count > 4 ? ", …" : "")} · {Host(manifest.Host)} · {Day(manifest.StartedAt)} · "
            + $"{Count(modules, "module")}, {Count(samples, "sample")}";
    }

    /// <summary>The machine in a few words.</summary>
    public static string Host(HostDescription host) =>
        PlainText.Cut(string.Join(", ", new[] { host.Name, host.Cpu, Count(host.LogicalCores, "core"), host.OperatingSystem, host.Architecture }.Where(s => !string.IsNullOrEmpty(s))), 160);

    /// <summary>The machine, or in a merged run of several hosts words that no other run has, because times of the two do not compare.</summary>
    public static string SingleHost(RunManifest manifest) => manifest.Merge is { Hosts.Count: > 1 } ? $"{Host(manifest.Host)} of {manifest.Run}" : Host(manifest.Host);

    /// <summary>A day as 2026-11-23, UTC.</summary>
    public static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary><c>1 module</c>, <c>3,400 samples</c>.</summary>
    public static string Count(long number, string noun) => $"{number.ToString("N0", CultureInfo.InvariantCulture)} {noun}{(number == 1 ? "" : "s")}";
}
