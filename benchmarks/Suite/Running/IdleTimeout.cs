using BenchmarkDotNet.Jobs;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>
/// How long a benchmark process may print nothing. BenchmarkDotNet's process prints a line after every iteration, so the limit applies to the time
/// between two lines: a healthy case is never stopped, however many iterations its job has.
/// </summary>
internal static class IdleTimeout
{
    // An iteration may take this many times longer than the preflight measured before the process counts as hung.
    private const double Factor = 4;

    // BenchmarkDotNet's defaults for a job without these values: see its EngineResolver.
    private const int DefaultUnrollFactor = 16;

    private static readonly TimeSpan DefaultIterationTime = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan StartAllowance = TimeSpan.FromSeconds(30);

    /// <summary>The longest time without output.</summary>
    /// <param name="job">The job as BenchmarkDotNet will run it.</param>
    /// <param name="oneCompile">Wall time of one compile, measured in the preflight.</param>
    /// <param name="timeout">Wall time of one compile before it is killed.</param>
    public static TimeSpan ForJob(Job job, TimeSpan oneCompile, TimeSpan timeout)
    {
        // Before its first line, a process starts and makes its cold compile.
        return StartAllowance + (Factor * (oneCompile + OneIteration(job, oneCompile))) + timeout;
    }

    private static TimeSpan OneIteration(Job job, TimeSpan oneCompile)
    {
        if (job.HasValue(RunMode.InvocationCountCharacteristic))
        {
            return oneCompile * job.Run.InvocationCount;
        }

        // BenchmarkDotNet then chooses the count: enough compiles to fill the iteration's time, and at least the unroll factor.
        var iteration = job.HasValue(RunMode.IterationTimeCharacteristic) ? TimeSpan.FromMicroseconds(job.Run.IterationTime.Nanoseconds / 1e3) : DefaultIterationTime;
        var unroll = job.HasValue(RunMode.UnrollFactorCharacteristic) ? job.Run.UnrollFactor : DefaultUnrollFactor;
        var longest = iteration * unroll;
        return longest > oneCompile ? longest : oneCompile;
    }
}
