using System.Diagnostics;
using CompileBench.Engines.Hosting;
using CompileBench.Results.Schema;

namespace CompileBench.Engines.Isolation;

/// <summary>What has come in of one request: samples, the peak, and the time since the sample in progress began, without the time that the system took away.</summary>
internal sealed class WorkerRun(long id, bool firstOfProcess)
{
    // An owner that looks every 10 ms and did not look for this long was itself suspended, or had no processor at all.
    private static readonly TimeSpan OwnerPaused = TimeSpan.FromSeconds(1);

    // A process that could run and got less than this share of one processor was kept waiting by the machine, not by the engine.
    private const double StarvedShare = 0.25;

    private readonly List<CompileTimeSample> _samples = [];
    private readonly List<CompileTimeSample> _candidateSamples = [];
    private long _started = Stopwatch.GetTimestamp();
    private long _lastLook = Stopwatch.GetTimestamp();
    private TimeSpan _cpuAtStart;
    private TimeSpan _lastCpu;

    public long Id => id;

    public bool IsFirstOfProcess => firstOfProcess;

    public IReadOnlyList<CompileTimeSample> Samples => _samples;

    /// <summary>The candidate's samples, where the worker has two engines.</summary>
    public IReadOnlyList<CompileTimeSample> CandidateSamples => _candidateSamples;

    /// <summary>The highest growth the owner saw, in bytes.</summary>
    public long? Peak { get; private set; }

    /// <summary>The worker's own figure for its first run, in bytes.</summary>
    public long? MeasuredPeak { get; private set; }

    /// <summary>The highest growth of anonymous memory the owner saw, in bytes.</summary>
    public PeakAnonymousMemory? AnonymousPeak { get; private set; }

    /// <summary>The worker's own bracket for its first run.</summary>
    public PeakAnonymousMemory? MeasuredAnonymousPeak { get; private set; }

    /// <summary>How long the process was stopped, or the owner was suspended with it, since the sample in progress began.</summary>
    public TimeSpan Paused { get; private set; }

    /// <summary>Whether the process was stopped during a sample of this request: none of them says how long the operation takes.</summary>
    public bool WasStopped { get; private set; }

    /// <summary>
    /// Whether the process was stopped or got no processor. A run that completes on a busy machine keeps its samples, which hold CPU time beside
    /// wall time; a run that does not complete is not known to be slow.
    /// </summary>
    public bool WasPaused { get; private set; }

    /// <summary>Wall time of the sample in progress without pauses.</summary>
    public TimeSpan Working => Stopwatch.GetElapsedTime(_started) - Paused;

    /// <summary>Begins a sample.</summary>
    /// <param name="activity">What the process does now; null where that is not known.</param>
    public void Begin(ProcessActivity? activity)
    {
        _started = Stopwatch.GetTimestamp();
        _lastLook = _started;
        _cpuAtStart = activity?.Cpu ?? _lastCpu;
        _lastCpu = _cpuAtStart;
        Paused = TimeSpan.Zero;
    }

    /// <summary>Takes what the process occupies now and what it occupied when the run began; null where that is not known.</summary>
    public void NoteMemory(MemoryStatus? now, MemoryStatus? floor)
    {
        var (grown, anonymous) = (now?.Resident - floor?.Resident, now?.Anonymous - floor?.Anonymous);
        Peak = grown > (Peak ?? -1) ? grown : Peak;
        AnonymousPeak = anonymous > (AnonymousPeak?.Lower ?? -1) ? new PeakAnonymousMemory(anonymous.Value, anonymous.Value) : AnonymousPeak;
    }

    /// <summary>Accounts for the time since the last look: CPU time is compared with wall time before anybody judges the wall time.</summary>
    /// <param name="activity">What the process does now; null where that is not known.</param>
    /// <param name="deadline">The deadline of one sample.</param>
    public void NoteActivity(ProcessActivity? activity, TimeSpan deadline)
    {
        var sinceLastLook = Stopwatch.GetElapsedTime(_lastLook);
        _lastLook = Stopwatch.GetTimestamp();
        if (activity is not { } now)
        {
            // Without the process's own clock only a pause of the owner itself can be seen.
            Pause(sinceLastLook > OwnerPaused ? sinceLastLook : TimeSpan.Zero);
            return;
        }

        var idle = sinceLastLook - (now.Cpu - _lastCpu);
        _lastCpu = now.Cpu;
        WasStopped |= now.IsStopped;
        if (now.IsStopped || (sinceLastLook > OwnerPaused && idle > OwnerPaused))
        {
            Pause(idle);
        }
        else if (Working >= deadline && now.State != 'S' && now.Cpu - _cpuAtStart < deadline * StarvedShare)
        {
            Pause(Working - (now.Cpu - _cpuAtStart));
        }
    }

    public void Add(WorkerAnswer answer)
    {
        var kind = answer.Cold ? SampleKind.Cold : SampleKind.Warm;
        var samples = answer.ByCandidate ? _candidateSamples : _samples;
        var iteration = samples.Count(s => s.Kind == kind);
        samples.Add(new CompileTimeSample(1, iteration, kind, answer.Runs, answer.Nanoseconds, answer.CpuNanoseconds));
        MeasuredPeak ??= answer.PeakNativeBytes;
        MeasuredAnonymousPeak ??= answer.PeakAnonymous;
        Begin(null);
    }

    /// <summary>The samples and, as the last of them, the run that did not end: its time is a lower bound.</summary>
    public IReadOnlyList<CompileTimeSample> WithLowerBound()
    {
        var kind = firstOfProcess && _samples.Count == 0 ? SampleKind.Cold : SampleKind.Warm;
        var iteration = _samples.Count(s => s.Kind == kind);
        return [.. _samples, new CompileTimeSample(1, iteration, kind, 1, (long)Working.TotalNanoseconds, null)];
    }

    private void Pause(TimeSpan time)
    {
        if (time > TimeSpan.Zero)
        {
            Paused += time;
            WasPaused = true;
        }
    }
}
