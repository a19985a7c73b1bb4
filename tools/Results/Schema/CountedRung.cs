namespace CompileBench.Results.Schema;

/// <summary>The instructions of one compile of one size of a ladder: a line of <c>counts.jsonl</c>.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Size">The size.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Engine">The engine's label.</param>
/// <param name="ModuleDigest">SHA-256 of the module's bytes, <c>sha256:…</c>.</param>
/// <param name="LadderSizes">All sizes that were chosen for the ladder.</param>
/// <param name="Instructions">Instructions of one compile; null where they were not counted.</param>
/// <param name="Message">Why they were not; else null.</param>
/// <param name="Conditions">What else the count depends on.</param>
public sealed record CountedRung(
    string Shape, int Size, string Settings, string Engine, string ModuleDigest, IReadOnlyList<int> LadderSizes, long? Instructions, string? Message, CountingConditions Conditions);

/// <summary>What an instruction count depends on beside the engine, its settings and the module.</summary>
/// <param name="Cpu">The processor's name: libraries choose other code on another model. Null where the system does not say.</param>
/// <param name="GlibcTunables">The value of <c>GLIBC_TUNABLES</c> that the counted program saw; null where it was not set, which is how counts are made.</param>
public sealed record CountingConditions(string? Cpu, string? GlibcTunables)
{
    /// <summary>Whether counts of both can be compared: they come from one CPU model and saw the same tunables.</summary>
    public bool IsComparableTo(CountingConditions other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Cpu == other.Cpu && GlibcTunables == other.GlibcTunables;
    }
}
