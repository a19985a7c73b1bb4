namespace CompileBench.Analysis.Policy.Choosing;

/// <summary>What one compile may take.</summary>
/// <param name="Nanoseconds">The time, above 0; null for no limit.</param>
/// <param name="Bytes">The memory, above 0; null for no limit.</param>
public readonly record struct CompileLimits(double? Nanoseconds, double? Bytes)
{
    /// <summary>No limit.</summary>
    public static CompileLimits None => default;

    /// <summary>Whether there is any limit.</summary>
    public bool IsNone => Nanoseconds is null && Bytes is null;

    /// <summary>How many times longer than allowed the compile may take: above 1 the limit may be missed; 0 where there is no limit.</summary>
    public double TimeShare(SettingCandidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return Nanoseconds is { } limit ? (candidate.CompileAtMost ?? candidate.Compile) / limit : 0;
    }

    /// <summary>How many times more memory than allowed the compile may take: above 1 the limit may be missed; 0 where there is no limit or the memory is not known.</summary>
    public double MemoryShare(SettingCandidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return Bytes is { } limit ? (candidate.BytesAtMost ?? 0) / limit : 0;
    }

    /// <summary>Whether the compile is expected to keep to every limit.</summary>
    public bool Allow(SettingCandidate candidate) => TimeShare(candidate) <= 1 && MemoryShare(candidate) <= 1;
}
