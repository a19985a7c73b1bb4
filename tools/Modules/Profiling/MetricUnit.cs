namespace CompileBench.Modules.Profiling;

/// <summary>The unit of a metric.</summary>
public enum MetricUnit
{
    /// <summary>A count of things.</summary>
    Count,

    /// <summary>Bytes of the module.</summary>
    Bytes,

    /// <summary>A share or index between 0 and 1.</summary>
    Ratio,
}
