namespace CompileBench.Engines.Hosting;

/// <summary>What another process does at one moment, as Linux reports it under <c>/proc</c>.</summary>
/// <param name="State">The state's letter: <c>R</c> runs or waits for a processor, <c>S</c> sleeps, <c>T</c> is stopped.</param>
/// <param name="Cpu">The CPU time of all its threads.</param>
public readonly record struct ProcessActivity(char State, TimeSpan Cpu)
{
    /// <summary>Whether a signal or a debugger has stopped the process.</summary>
    public bool IsStopped => State is 'T' or 't';

    /// <summary>Reads it; null where the system does not report it or the process is gone.</summary>
    public static ProcessActivity? Read(int processId) =>
        LinuxProcessStat.Read(processId) is { } stat ? new ProcessActivity(stat.State, stat.Cpu) : null;
}
