using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Runs;

/// <summary>A case without a time, and why.</summary>
/// <param name="Case">Which case.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">The engine's or the guard's words; null where there were none.</param>
/// <param name="AtLeastNanoseconds">For a timed-out case the time it was given: the true one is longer; else null.</param>
/// <param name="AtLeastBytes">For a case that ran out of memory the peak reached: the true one is larger; else null.</param>
public sealed record NotCompiledCase(MeasuredCase Case, OutcomeKind Outcome, string? Message, double? AtLeastNanoseconds, long? AtLeastBytes)
{
    /// <summary>Takes what a record of a case that was not compiled says.</summary>
    public static NotCompiledCase FromRecord(CaseRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        double? time = record.Outcome == OutcomeKind.TimedOut && record.Samples.Count > 0
            ? record.Samples.Max(s => s.NanosecondsPerOperation)
            : null;
        long? memory = record.Outcome == OutcomeKind.OutOfMemory ? record.PeakNativeBytes : null;
        return new NotCompiledCase(record.Case, record.Outcome, record.Message, time, memory);
    }
}
