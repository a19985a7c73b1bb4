using CompileBench.Results.Schema;

namespace CompileBench.Embedding;

/// <summary>What compiling one module may cost, and the settings to try within it. Immutable and thread-safe.</summary>
public sealed record CompileLimits
{
    private static readonly TimeSpan LeastCpuTime = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MostCpuTime = TimeSpan.FromDays(1);

    /// <summary>3 s of CPU time, 1 GB, <c>speed-backtracking</c> and then <c>none-singlepass</c>, whose artifacts load into the same engine.</summary>
    public static CompileLimits Default { get; } = new();

    /// <summary>CPU time of all attempts together, from 1 ms to one day; default 3 s. Starting a worker process is not counted.</summary>
    public TimeSpan CpuTime { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Wall time over CPU time after which an attempt is stopped as well, from 1 to 1000; default 4. It catches what waits without using CPU time. Time in which
    /// the system gave the worker no processor does not count, up to the same time once more.
    /// </summary>
    public double WallFactor { get; init; } = 4;

    /// <summary>Memory that compiling may add to a worker process, in bytes, at least 1; default 1 GB; null for no limit.</summary>
    public long? MemoryBytes { get; init; } = 1_000_000_000;

    /// <summary>
    /// The settings to try, the preferred one first: each following one is tried where the one before exceeds its limits or fails. The names are those of
    /// <see cref="SettingNames"/>. A program that ends the chain with <c>winch</c> needs a second engine: see <see cref="CompiledArtifact.EngineKind"/>.
    /// </summary>
    public IReadOnlyList<string> Chain { get; init; } = [SettingNames.SpeedBacktracking, SettingNames.NoneSinglePass];

    /// <summary>Whether a module whose preferred setting is predicted to exceed the limits by far is refused without compiling it.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Whether worker processes run at low priority, so that the program's own work goes first.</summary>
    public bool IsLowPriority { get; init; }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of range, or the chain is empty or has a name that is none.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(CpuTime, LeastCpuTime, nameof(CpuTime));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(CpuTime, MostCpuTime, nameof(CpuTime));
        ArgumentOutOfRangeException.ThrowIfLessThan(WallFactor, 1, nameof(WallFactor));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WallFactor, 1000, nameof(WallFactor));
        if (MemoryBytes is { } bytes)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1, nameof(MemoryBytes));
        }

        if (Chain.Count == 0)
        {
            throw new ArgumentException("the chain has no settings", nameof(Chain));
        }

        foreach (var settings in Chain)
        {
            _ = EngineKinds.ForSettings(settings);
        }
    }
}
