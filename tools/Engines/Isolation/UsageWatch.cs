using CompileBench.Engines.Hosting;

namespace CompileBench.Engines.Isolation;

/// <summary>Holds one request to its CPU time, and to its memory limit where <see cref="ResidentMemory"/> does not. Does nothing where no CPU time is limited.</summary>
internal sealed class UsageWatch
{
    // A process that has just ended has no usage; one that has none for longer cannot be held to a limit.
    private const int MostBlindLooks = 100;

    // Late enough that most compiles within their limits never get here, early enough to be looked at before the end.
    private const double NearShare = 0.6;

    private readonly int _processId;
    private readonly OperationLimits _limits;
    private readonly ProcessUsage _floor;
    private Action<int>? _nearLimit;
    private ProcessUsage? _last;
    private int _blindLooks;

    /// <summary>Begins to watch a process. What it has used so far does not count.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="limits">Its limits.</param>
    /// <param name="nearLimit">Told the process once, when it has used most of its CPU time or of its deadline; null for nobody.</param>
    public UsageWatch(int processId, OperationLimits limits, Action<int>? nearLimit)
    {
        (_processId, _limits, _nearLimit) = (processId, limits, nearLimit);
        if (limits.CpuTime is null)
        {
            return;
        }

        if (ProcessUsage.Read(processId) is { } now)
        {
            (_floor, _last) = (now, now);
        }
        else
        {
            Fault = "the worker's CPU time cannot be read, so no limit can be kept";
        }
    }

    /// <summary>Why no limit can be kept; null where one can.</summary>
    public string? Fault { get; }

    /// <summary>CPU time of the process since the beginning, at the last look or at its end; null where it is not limited.</summary>
    /// <param name="atEnd">CPU time of its whole life; null where it lives or that is not known.</param>
    public TimeSpan? CpuTime(TimeSpan? atEnd) => (_last is null ? null : atEnd ?? _last?.Cpu) - _floor.Cpu;

    /// <summary>Looks a last time at a run that has ended; returns another outcome where it used more than it may between two looks.</summary>
    public Outcome JudgeEnd(WorkerRun run, Outcome outcome)
    {
        if (_last is not null && ProcessUsage.Read(_processId) is { } now)
        {
            _last = now;
        }

        return outcome is Outcome.Completed && _last?.Cpu - _floor.Cpu > _limits.CpuTime ? Exceeded(run) : outcome;
    }

    /// <summary>Looks again and judges; null where the process may go on.</summary>
    public Outcome? Judge(WorkerRun run)
    {
        if (_limits.CpuTime is not { } limit)
        {
            return null;
        }

        if (ProcessUsage.Read(_processId) is not { } now)
        {
            return ++_blindLooks > MostBlindLooks ? new Outcome.ToolFailed("the worker's CPU time can no longer be read, so no limit can be kept") : null;
        }

        (_last, _blindLooks) = (now, 0);
        if (_nearLimit is { } tell && (now.Cpu - _floor.Cpu > limit * NearShare || run.Working > _limits.Deadline * NearShare))
        {
            _nearLimit = null;
            tell(_processId);
        }

        if (now.Cpu - _floor.Cpu > limit)
        {
            return Exceeded(run);
        }

        var grown = now.ResidentBytes - _floor.ResidentBytes;
        return _limits.MemoryBytes is { } most && grown > most ? new Outcome.OutOfMemory(grown, most) { Samples = run.Samples, PeakNativeBytes = grown } : null;
    }
    private Outcome.TimedOut Exceeded(WorkerRun run) =>
        new(run.Working) { CpuLimit = _limits.CpuTime, Samples = run.WithLowerBound(), PeakNativeBytes = run.Peak, PeakAnonymous = run.AnonymousPeak };
}
