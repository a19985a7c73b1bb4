namespace CompileBench.Analysis.Prediction;

/// <summary>What a cost model predicts.</summary>
public enum CostTarget
{
    /// <summary>CPU time of one warm compile, in nanoseconds.</summary>
    Time,

    /// <summary>Peak anonymous memory that one compile in a fresh process adds, in bytes.</summary>
    Memory,

    /// <summary>Machine code, in bytes.</summary>
    Code,
}

/// <summary>The names of <see cref="CostTarget"/>.</summary>
public static class CostTargets
{
    /// <summary>All targets, in the order of tables.</summary>
    public static IReadOnlyList<CostTarget> All { get; } = [CostTarget.Time, CostTarget.Memory, CostTarget.Code];

    /// <summary>The name that model documents use.</summary>
    public static string Name(this CostTarget target) => target switch
    {
        CostTarget.Time => "time",
        CostTarget.Memory => "memory",
        CostTarget.Code => "code",
        _ => throw new ArgumentOutOfRangeException(nameof(target), target, "not a target"),
    };
}
