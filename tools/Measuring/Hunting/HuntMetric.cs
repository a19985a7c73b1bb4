namespace CompileBench.Measuring.Hunting;

/// <summary>The cost whose growth a hunt looks for.</summary>
public enum HuntMetric
{
    /// <summary>The CPU time of a warm compile, in nanoseconds; its wall time where the system has no such clock. Several lanes disturb it less than wall time.</summary>
    Time,

    /// <summary>The anonymous memory that a compile in a fresh process adds at its peak, in bytes.</summary>
    Memory,

    /// <summary>The machine code, in bytes. It repeats exactly, and so does the whole hunt.</summary>
    Code,
}
