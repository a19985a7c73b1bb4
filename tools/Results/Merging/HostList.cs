using CompileBench.Results.Schema;

namespace CompileBench.Results.Merging;

/// <summary>The hosts of a merged run, each once, in an order that does not depend on the order of the runs.</summary>
public sealed class HostList
{
    private readonly Dictionary<(string, string, string, string?, int), int> _indexes = [];

    private HostList(IReadOnlyList<HostDescription> hosts)
    {
        Hosts = hosts;
        for (var i = 0; i < hosts.Count; i++)
        {
            _indexes.Add(Key(hosts[i]), i);
        }
    }

    /// <summary>The hosts, by name.</summary>
    public IReadOnlyList<HostDescription> Hosts { get; }

    /// <summary>The hosts of runs. Two runs have one host where name, system, architecture, processor and cores are the same; memory and load vary from run to run.</summary>
    /// <param name="runs">The runs. The description of a host is that of its first run.</param>
    public static HostList FromRuns(IEnumerable<ShardRun> runs) => new(
    [
        .. runs.OrderBy(r => r.Manifest.StartedAt).ThenBy(r => r.Manifest.Run, StringComparer.Ordinal).Select(r => r.Manifest.Host)
            .DistinctBy(Key)
            .OrderBy(h => h.Name, StringComparer.Ordinal).ThenBy(h => h.Cpu, StringComparer.Ordinal).ThenBy(h => h.OperatingSystem, StringComparer.Ordinal)
            .ThenBy(h => h.Architecture, StringComparer.Ordinal).ThenBy(h => h.LogicalCores),
    ]);

    /// <summary>The index of the host of a run.</summary>
    public int IndexOf(ShardRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return _indexes[Key(run.Manifest.Host)];
    }

    /// <summary>One description for all of them: what they have in common, and how many there are.</summary>
    public HostDescription Combine()
    {
        if (Hosts.Count == 1)
        {
            return Hosts[0];
        }

        return new HostDescription(
            $"{Hosts.Count} hosts",
            Common(h => h.OperatingSystem, "systems")!,
            Common(h => h.Architecture, "architectures")!,
            Common(h => h.Cpu, "processors"),
            Hosts.Min(h => h.LogicalCores),
            Hosts.Min(h => h.MemoryBytes),
            Common(h => h.Runtime, "runtimes")!,
            null);
    }

    private string? Common(Func<HostDescription, string?> part, string several)
    {
        var parts = Hosts.Select(part).Distinct(StringComparer.Ordinal).ToList();
        return parts.Count == 1 ? parts[0] : $"{parts.Count} {several}";
    }

    private static (string, string, string, string?, int) Key(HostDescription host) => (host.Name, host.OperatingSystem, host.Architecture, host.Cpu, host.LogicalCores);
}
