namespace CompileBench.Measuring.Sharding;

/// <summary>
/// What every shard measures beside its own part, so that the hosts of a merged run can be compared. Small and generated, so that a host needs no download for it.
/// </summary>
public static class Canaries
{
    /// <summary>The modules: many small functions, and one function that makes the register allocator work.</summary>
    // Part of every plan: another choice makes the shards of two versions unfit for one merge.
    public static IReadOnlyList<string> Modules { get; } = ["many-functions@256", "nested-loops-locals@64"];

    /// <summary>The shapes of a scaling run.</summary>
    public static IReadOnlyList<string> Shapes { get; } = ["many-functions"];
}
