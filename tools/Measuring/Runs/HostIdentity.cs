using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Runs;

/// <summary>
/// Decides whether two descriptions are of one machine: processor, cores, memory and system are the same. The name may differ, for containers on
/// one machine have names of their own.
/// </summary>
public static class HostIdentity
{
    // Memory that the system reports differs a little from one start of the system to the next.
    private const double MemoryTolerance = 0.02;

    /// <summary>Refuses to complete a run on another machine than it was begun on.</summary>
    /// <param name="manifest">The run's manifest.</param>
    /// <param name="host">This machine.</param>
    /// <returns>A warning where only the name differs; otherwise null.</returns>
    /// <exception cref="UsageException">The machine is another one, or cannot be identified; the message says in what they differ.</exception>
    public static string? Check(RunManifest manifest, HostDescription host)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(host);
        var then = manifest.Host;
        if (Difference(then, host) is { } difference)
        {
            throw new UsageException(
                $"run {manifest.Run} was made on {then.Name}, this is {host.Name}, and {difference}: times of two machines do not belong in one run; start a new run");
        }

        return then.Name == host.Name
            ? null
            : $"run {manifest.Run} was made under the host name {then.Name}, this host is called {host.Name}; processor, cores, memory and system are the same";
    }

    /// <summary>In what two machines differ, in words; null where they are one machine.</summary>
    internal static string? Difference(HostDescription then, HostDescription now)
    {
        if (then.Cpu is null || now.Cpu is null)
        {
            return then.Cpu == now.Cpu && then.Name == now.Name && HaveSameParts(then, now)
                ? null
                : $"the processor of {(then.Cpu is null ? then.Name : now.Name)} is not known (if it is the same machine, give the run's name with --machine {then.Name})";
        }

        return then.Cpu != now.Cpu || then.Architecture != now.Architecture ? $"the processor is {now.Cpu}, then it was {then.Cpu}"
            : then.LogicalCores != now.LogicalCores ? $"it has {now.LogicalCores} cores, then it had {then.LogicalCores}"
            : !IsSameMemory(then, now) ? FormattableString.Invariant($"it has {now.MemoryBytes / 1e9:0.0} GB of memory, then it had {then.MemoryBytes / 1e9:0.0} GB")
            : then.OperatingSystem != now.OperatingSystem ? $"the system is {now.OperatingSystem}, then it was {then.OperatingSystem}"
            : null;
    }

    private static bool HaveSameParts(HostDescription then, HostDescription now) =>
        then.Architecture == now.Architecture && then.LogicalCores == now.LogicalCores && IsSameMemory(then, now) && then.OperatingSystem == now.OperatingSystem;

    private static bool IsSameMemory(HostDescription then, HostDescription now) =>
        Math.Abs(then.MemoryBytes - now.MemoryBytes) <= MemoryTolerance * Math.Max(then.MemoryBytes, now.MemoryBytes);
}
