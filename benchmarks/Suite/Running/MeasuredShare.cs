using System.Globalization;
using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>How much of the measuring phase was spent on what it is for, each share from 0 to 1.</summary>
/// <param name="Timed">Wall time inside recorded operations.</param>
/// <param name="Reference">Wall time inside reference compiles.</param>
/// <param name="Untimed">Wall time inside untimed operations, made before the timed ones.</param>
internal readonly record struct MeasuredShare(double Timed, double Reference, double Untimed)
{
    /// <summary>The shares; null when nothing was measured.</summary>
    /// <param name="records">The records that were made in this phase, and none that an earlier one left.</param>
    /// <param name="spent">What else the benchmark processes did.</param>
    /// <param name="phase">The phase's wall time, preflight and process start-ups included, the build of BenchmarkDotNet's program not.</param>
    public static MeasuredShare? FromRecords(IEnumerable<CaseRecord> records, SpentTime spent, TimeSpan phase)
    {
        var inside = records.Sum(r => r.Samples.Sum(s => (double)s.Nanoseconds));
        return phase > TimeSpan.Zero && inside > 0
            ? new MeasuredShare(Part(inside, phase), Part(spent.ReferenceNanoseconds, phase), Part(spent.UntimedNanoseconds, phase))
            : null;
    }

    /// <summary>One line for a person.</summary>
    public string Text => string.Create(
        CultureInfo.InvariantCulture, $"time of measuring: {100 * Timed:0}% timed operations, {100 * Reference:0}% reference compiles, {100 * Untimed:0}% untimed warm-ups, {100 * (1 - Timed - Reference - Untimed):0}% everything else");

    private static double Part(double nanoseconds, TimeSpan phase) => Math.Min(1, nanoseconds / 1e9 / phase.TotalSeconds);
}
