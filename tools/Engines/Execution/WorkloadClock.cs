using System.Diagnostics;
using CompileBench.Engines.Hosting;

namespace CompileBench.Engines.Execution;

/// <summary>Measures the part of an execution that counts. Several parts add up.</summary>
internal sealed class WorkloadClock
{
    private long _start;
    private long? _cpuStart;
    private long _wall;
    private long? _cpu = 0;

    /// <summary>Whether a part has begun and not ended.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>How many parts have ended.</summary>
    public int Parts { get; private set; }

    /// <summary>What was measured: wall time, at least one nanosecond, and CPU time of the thread.</summary>
    public (long Wall, long? Cpu) Times => (Math.Max(1, _wall), _cpu);

    /// <summary>Begins a part.</summary>
    public void Begin()
    {
        IsRunning = true;
        _cpuStart = ThreadCpuClock.Now();
        _start = Stopwatch.GetTimestamp();
    }

    /// <summary>Ends a part; without effect where none has begun.</summary>
    public void End()
    {
        var end = Stopwatch.GetTimestamp();
        if (!IsRunning)
        {
            return;
        }

        _wall += (long)Stopwatch.GetElapsedTime(_start, end).TotalNanoseconds;
        _cpu += ThreadCpuClock.Now() - _cpuStart;
        IsRunning = false;
        Parts++;
    }

    /// <summary>Starts from zero.</summary>
    public void Reset() => (_wall, _cpu, IsRunning, Parts) = (0, 0, false, 0);
}
