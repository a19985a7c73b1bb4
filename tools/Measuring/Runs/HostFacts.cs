using System.Runtime.InteropServices;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Runs;

/// <summary>Describes this machine for a manifest.</summary>
public static class HostFacts
{
    /// <summary>The description.</summary>
    public static HostDescription Describe() => new(
        Environment.MachineName,
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        Cpu(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        RuntimeInformation.FrameworkDescription,
        LoadAverage());

    /// <summary>Refuses to complete a run on another machine than it was begun on.</summary>
    /// <exception cref="UsageException">The machine is another; the message names both.</exception>
    public static void CheckSame(RunManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var host = Describe();
        if (host.Name != manifest.Host.Name || host.Cpu != manifest.Host.Cpu || host.LogicalCores != manifest.Host.LogicalCores)
        {
            throw new UsageException(
                $"run {manifest.Run} was made on {manifest.Host.Name} ({manifest.Host.Cpu}, {manifest.Host.LogicalCores} cores), this is {host.Name} ({host.Cpu}, {host.LogicalCores} cores): times of two machines do not belong in one run");
        }
    }

    private static string? Cpu()
    {
        const string field = "model name";
        if (OperatingSystem.IsLinux() && File.Exists("/proc/cpuinfo"))
        {
            var line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith(field, StringComparison.Ordinal));
            return line?[(line.IndexOf(':') + 1)..].Trim();
        }

        return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
    }

    private static double? LoadAverage() =>
        OperatingSystem.IsLinux() && File.Exists("/proc/loadavg")
        && double.TryParse(File.ReadAllText("/proc/loadavg").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture, out var load)
            ? load
            : null;
}
