using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>How much of the measuring phase was spent on what it is for.</summary>
internal static class MeasuredShare
{
    /// <summary>Wall time inside recorded operations over wall time of the phase, 0 to 1; null when nothing was measured.</summary>
    /// <param name="records">The records that were made in this phase, and none that an earlier one left.</param>
    /// <param name="phase">The phase's wall time. It includes the preflight and the start of processes, but not the build of BenchmarkDotNet's program.</param>
    public static double? FromRecords(IEnumerable<CaseRecord> records, TimeSpan phase)
    {
        var inside = records.Sum(r => r.Samples.Sum(s => (double)s.Nanoseconds)) / 1e9;
        return phase > TimeSpan.Zero && inside > 0 ? Math.Min(1, inside / phase.TotalSeconds) : null;
    }
}
