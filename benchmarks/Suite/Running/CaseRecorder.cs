using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Reports;
using CompileBench.Analysis.Memory;
using CompileBench.Benchmarks.Contract;
using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>Turns BenchmarkDotNet's report of a case into a record: raw samples of every launch, and how it ended.</summary>
internal static class CaseRecorder
{
    /// <summary>The record.</summary>
    /// <param name="planned">The case.</param>
    /// <param name="startedAt">When its first launch began, UTC.</param>
    /// <param name="report">BenchmarkDotNet's report.</param>
    /// <param name="verdict">What the launch guard saw; null when no launch was made.</param>
    /// <param name="memoryLimit">The memory limit, in bytes.</param>
    public static CaseRecord Record(PlannedCase planned, DateTimeOffset startedAt, BenchmarkReport report, LaunchVerdict? verdict, long? memoryLimit)
    {
        var samples = new List<CompileTimeSample>();
        ChildReport? first = null;
        var children = new List<ChildReport>();
        foreach (var launch in report.ExecuteResults)
        {
            var child = ChildReport.Find(launch.PrefixedLines.Concat(launch.StandardOutput).Concat(launch.Results));
            samples.AddRange(Samples(launch.Measurements, child));
            first ??= child;
            if (child is not null)
            {
                children.Add(child);
            }
        }

        // The limit holds for each launch; the record has the median, which does not grow with the number of launches.
        var highest = children.Max(c => c.PeakNativeBytes);
        var (outcome, message) = Judge(report, samples, verdict, highest, memoryLimit);
        var peak = outcome == OutcomeKind.OutOfMemory ? highest ?? verdict?.PeakBytes : PeakMemory.MedianOverLaunches(children.Select(c => c.PeakNativeBytes));
        if (verdict is { End: LaunchEnd.PassedDeadline })
        {
            samples.Add(LowerBound(samples, verdict));
        }

        return planned.Record(outcome, startedAt) with
        {
            Message = message,
            Samples = samples,
            PeakNativeBytes = peak,
            PeakAnonymousBytes = PeakMemory.MedianOverLaunches(children.Select(c => c.PeakAnonymousBytes)),
            CodeBytes = first?.CodeBytes,
            ArtifactBytes = first?.ArtifactBytes,
        };
    }

    private static IEnumerable<CompileTimeSample> Samples(IReadOnlyList<Measurement> measurements, ChildReport? child)
    {
        var warm = measurements.Where(m => m.IterationMode == IterationMode.Workload && m.IterationStage == IterationStage.Actual).ToList();
        var launch = warm.Count > 0 ? warm[0].LaunchIndex : 1;
        if (child is not null)
        {
            yield return new CompileTimeSample(launch, 0, SampleKind.Cold, 1, child.ColdNanoseconds, child.ColdCpuNanoseconds);
        }

        for (var i = 0; i < warm.Count; i++)
        {
            // With a job of the user's own there are warm-up iterations before these: the CPU accounts are then aligned at the end.
            var at = (child?.IterationCpuNanoseconds.Count ?? 0) - warm.Count + i;
            var cpu = child is not null && at >= 0 ? child.IterationCpuNanoseconds[at] : null;
            yield return new CompileTimeSample(launch, i, SampleKind.Warm, warm[i].Operations, (long)Math.Round(warm[i].Nanoseconds), cpu);
        }
    }

    // The compile that did not end took at least as long as its process was silent. Those before it in the same iteration took about
    // as long as in the preflight, which is far less than the idle timeout.
    private static CompileTimeSample LowerBound(List<CompileTimeSample> samples, LaunchVerdict verdict)
    {
        var ended = samples.Count(s => s.Launch == verdict.Launch && s.Kind == SampleKind.Warm);
        return new CompileTimeSample(verdict.Launch, ended, ended == 0 ? SampleKind.Cold : SampleKind.Warm, 1, (long)verdict.Silence.TotalNanoseconds, null);
    }

    private static (OutcomeKind, string?) Judge(
        BenchmarkReport report, List<CompileTimeSample> samples, LaunchVerdict? verdict, long? peak, long? memoryLimit)
    {
        switch (verdict)
        {
            case { End: LaunchEnd.PassedDeadline }:
                return (OutcomeKind.TimedOut, $"killed when nothing had ended for {verdict.Silence.TotalSeconds:0.00} s of measuring, although it had compiled in the preflight");
            case { End: LaunchEnd.PassedMemory }:
                return (OutcomeKind.OutOfMemory, $"killed at {verdict.PeakBytes / 1e6:0} MB of process memory, limit {memoryLimit / 1e6:0} MB");
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
