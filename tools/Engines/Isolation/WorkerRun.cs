using System.Diagnostics;
using CompileBench.Results.Schema;

namespace CompileBench.Engines.Isolation;

/// <summary>What has come in of one request: samples, the peak, and the time since the run in progress began.</summary>
internal sealed class WorkerRun(long id, bool firstOfProcess)
{
    private readonly List<CompileTimeSample> _samples = [];
    private long _started;

    public long Id => id;

    public IReadOnlyList<CompileTimeSample> Samples => _samples;

    /// <summary>The highest growth the owner saw, or the worker's own figure when it is known; bytes.</summary>
    public long? Peak { get; private set; }

    /// <summary>The worker's own figure for its first run, in bytes.</summary>
    public long? MeasuredPeak { get; private set; }

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    public void Begin() => _started = Stopwatch.GetTimestamp();

    public void SeePeak(long? grown) => Peak = grown > (Peak ?? -1) ? grown : Peak;

    public void Add(WorkerAnswer answer)
    {
        var iteration = _samples.Count(s => s.Kind == (answer.Cold ? SampleKind.Cold : SampleKind.Warm));
        var kind = answer.Cold ? SampleKind.Cold : SampleKind.Warm;
        _samples.Add(new CompileTimeSample(1, iteration, kind, answer.Runs, answer.Nanoseconds, answer.CpuNanoseconds));
        MeasuredPeak ??= answer.PeakNativeBytes;
        Begin();
    }

    /// <summary>The samples and, as the last of them, the run that did not end: its time is a lower bound.</summary>
    public IReadOnlyList<CompileTimeSample> WithLowerBound()
    {
        var kind = firstOfProcess && _samples.Count == 0 ? SampleKind.Cold : SampleKind.Warm;
        var iteration = _samples.Count(s => s.Kind == kind);
        return [.. _samples, new CompileTimeSample(1, iteration, kind, 1, (long)Elapsed.TotalNanoseconds, null)];
    }
}
