using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Reports;
using CompileBench.Benchmarks.Contract;
using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>Turns BenchmarkDotNet's report of a case in one round into a record: the raw samples of its process, and how it ended.</summary>
internal static class CaseRecorder
{
    /// <summary>The record.</summary>
    /// <param name="planned">The case.</param>
    /// <param name="round">The round, from 1. It numbers the samples' launches, too: a round has one process per case.</param>
    /// <param name="startedAt">When its process began, UTC.</param>
    /// <param name="report">BenchmarkDotNet's report.</param>
    /// <param name="verdict">What the launch guard saw; null when no launch was made.</param>
    /// <param name="memoryLimit">The memory limit, in bytes.</param>
    public static CaseRecord Record(PlannedCase planned, int round, DateTimeOffset startedAt, BenchmarkReport report, LaunchVerdict? verdict, long? memoryLimit)
    {
        var samples = new List<CompileTimeSample>();
        ChildReport? child = null;
        ChildReport? failure = null;

        // A round has one launch of each case.
        foreach (var launch in report.ExecuteResults)
        {
            var found = ChildReport.Find(launch.PrefixedLines.Concat(launch.StandardOutput).Concat(launch.Results));
            if (found is { Failure: OutcomeKind.Trapped or OutcomeKind.WrongOutput })
            {
                failure = found;
                continue;
            }

            child = found;
            samples.AddRange(Samples(launch.Measurements, child, round));
        }

        var (outcome, message) = Judge(report, samples, verdict, failure, child?.PeakNativeBytes, memoryLimit);
        if (verdict is { End: LaunchEnd.PassedDeadline })
        {
            samples.Add(LowerBound(samples, verdict, round));
        }

        return planned.Record(outcome, startedAt) with
        {
            Message = message,
            Samples = samples,
            PeakNativeBytes = Known(child?.PeakNativeBytes) ?? (outcome == OutcomeKind.OutOfMemory ? verdict?.PeakBytes : null),
            PeakAnonymousBytes = Known(child?.PeakAnonymousBytes),
            OutputDigest = child?.OutputDigest,
            CodeBytes = child?.CodeBytes,
            ArtifactBytes = child?.ArtifactBytes,
        };
    }

    // What added nothing measurable has no peak.
    private static long? Known(long? peak) => peak > 0 ? peak : null;

    private static IEnumerable<CompileTimeSample> Samples(IReadOnlyList<Measurement> measurements, ChildReport? child, int round)
    {
        var warm = measurements.Where(m => m.IterationMode == IterationMode.Workload && m.IterationStage == IterationStage.Actual).ToList();
        if (child is not null)
        {
            yield return new CompileTimeSample(round, 0, SampleKind.Cold, 1, child.ColdNanoseconds, child.ColdCpuNanoseconds) { Round = round };
        }

        var reference = child is { ReferenceBeforeNanoseconds: { } before, ReferenceAfterNanoseconds: { } after } ? new ReferenceTimes(before, after) : null;
        for (var i = 0; i < warm.Count; i++)
        {
            // With a job of the user's own there are warm-up iterations before these: the CPU accounts are then aligned at the end.
            var at = (child?.IterationCpuNanoseconds.Count ?? 0) - warm.Count + i;
            var cpu = child is not null && at >= 0 ? child.IterationCpuNanoseconds[at] : null;
            yield return new CompileTimeSample(round, i, SampleKind.Warm, warm[i].Operations, Wall(warm[i], child, at), cpu) { Round = round, Reference = reference };
        }
    }

    // An operation that times a part of itself reports the time of that part.
    private static long Wall(Measurement iteration, ChildReport? child, int at) =>
        child is { IterationNanoseconds: { Count: > 0 } own } && at >= 0 && at < own.Count ? own[at] : (long)Math.Round(iteration.Nanoseconds);

    // The compile that did not end took at least as long as its process was silent. Those before it in the same iteration took about
    // as long as in the preflight, which is far less than the idle timeout.
    private static CompileTimeSample LowerBound(List<CompileTimeSample> samples, LaunchVerdict verdict, int round)
    {
        var ended = samples.Count(s => s.Kind == SampleKind.Warm);
        return new CompileTimeSample(round, ended, ended == 0 ? SampleKind.Cold : SampleKind.Warm, 1, (long)verdict.Silence.TotalNanoseconds, null) { Round = round };
    }

    private static (OutcomeKind, string?) Judge(
        BenchmarkReport report, List<CompileTimeSample> samples, LaunchVerdict? verdict, ChildReport? failure, long? peak, long? memoryLimit)
    {
        switch (verdict)
        {
            case { End: LaunchEnd.PassedDeadline }:
                return (OutcomeKind.TimedOut, $"killed when nothing had ended for {verdict.Silence.TotalSeconds:0.00} s of measuring, although it had compiled in the preflight");
            case { End: LaunchEnd.PassedMemory }:
                return (OutcomeKind.OutOfMemory, $"killed at {verdict.PeakBytes / 1e6:0} MB of process memory, limit {memoryLimit / 1e6:0} MB");
        }

        if (failure is { Failure: { } kind })
        {
            return (kind, failure.FailureMessage);
        }

        if (peak > memoryLimit)
        {
            return (OutcomeKind.OutOfMemory, $"one compile added {peak / 1e6:0.0} MB, limit {memoryLimit / 1e6:0.0} MB");
        }

        if (report.Success && samples.Any(s => s.Kind == SampleKind.Warm))
        {
            return (OutcomeKind.Completed, null);
        }

        return LaunchFailure.Judge(report.ExecuteResults.FirstOrDefault(r => !r.IsSuccess));
    }
}
