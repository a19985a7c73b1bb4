using System.Runtime.InteropServices;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Runs;

/// <summary>Describes this machine for a manifest.</summary>
public static class HostFacts
{
    /// <summary>The description.</summary>
    /// <param name="name">The name of this machine; null for the host's own.</param>
    public static HostDescription Describe(string? name = null) => new(
        name ?? Environment.MachineName,
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        Cpu(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        RuntimeInformation.FrameworkDescription,
        LoadAverage());

    private static string? Cpu() => OperatingSystem.IsLinux() && File.Exists("/proc/cpuinfo")
        ? ProcessorName(File.ReadLines("/proc/cpuinfo"))
        : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");

    /// <summary>The processor's name in the lines of <c>/proc/cpuinfo</c>; null where they do not say.</summary>
    internal static string? ProcessorName(IEnumerable<string> lines)
    {
        var first = lines.TakeWhile(l => l.Length > 0)
            .Select(l => l.Split(':', 2))
            .Where(p => p.Length == 2)
            .DistinctBy(p => p[0].Trim())
            .ToDictionary(p => p[0].Trim(), p => p[1].Trim());
        if (first.GetValueOrDefault("model name") is { Length: > 0 } name)
        {
            return name;
        }

        // ARM systems give numbers instead of a name.
        string[] fields = ["CPU implementer", "CPU part", "CPU variant", "CPU revision"];
        var known = fields.Where(first.ContainsKey).Select(f => $"{f[4..]} {first[f]}").ToList();
        return known.Count == 0 ? null : string.Join(' ', known);
    }

    private static double? LoadAverage() =>
        OperatingSystem.IsLinux() && File.Exists("/proc/loadavg")
        && double.TryParse(File.ReadAllText("/proc/loadavg").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture, out var load)
            ? load
            : null;
}
