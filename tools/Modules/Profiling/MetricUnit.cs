namespace CompileBench.Modules.Profiling;

/// <summary>What one of a metric is.</summary>
public enum MetricUnit
{
    /// <summary>A number of things.</summary>
    Count,

    /// <summary>Bytes of the module.</summary>
    Bytes,

    /// <summary>A share or index between 0 and 1.</summary>
    Ratio,
}
