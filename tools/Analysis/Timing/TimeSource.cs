using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Timing;

/// <summary>The clock of a sample. Times of the two are never mixed.</summary>
public enum TimeSource
{
    /// <summary>Wall time.</summary>
    Wall,

    /// <summary>CPU time of the compiling thread (of the process with <c>+parallel</c>).</summary>
    Cpu,
}

/// <summary>Reads one clock of a sample.</summary>
public static class TimeSourceReading
{
    /// <summary>Nanoseconds of one compile by <paramref name="source"/>; null where that clock was not read or its value is not positive.</summary>
    public static double? NanosecondsOf(this TimeSource source, CompileTimeSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        double? value = source == TimeSource.Wall ? sample.NanosecondsPerOperation : sample.CpuNanosecondsPerOperation;
        return value > 0 && double.IsFinite(value.Value) ? value : null;
    }
}
