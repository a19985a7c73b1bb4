using BenchmarkDotNet.Jobs;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>
/// How long a benchmark process may be silent. BenchmarkDotNet's process prints a line after every iteration, so what is bounded is the time
/// between two lines: however many iterations a job asks for, a healthy case is never stopped.
/// </summary>
internal static class IdleTimeout
{
    // An iteration may take this much longer than the census promised before something must be wrong.
    private const double Factor = 4;

    // BenchmarkDotNet's own where a job says nothing: see its EngineResolver.
    private const int DefaultUnrollFactor = 16;

    private static readonly TimeSpan DefaultIterationTime = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan StartAllowance = TimeSpan.FromSeconds(30);

    /// <summary>The longest silence.</summary>
    /// <param name="job">The job as BenchmarkDotNet will run it.</param>
    /// <param name="oneCompile">What one compile takes, from the census.</param>
    /// <param name="timeout">Wall time of one compile before it is killed.</param>
    public static TimeSpan Of(Job job, TimeSpan oneCompile, TimeSpan timeout)
    {
        // The start of a process has its cold compile before the first line.
        return StartAllowance + (Factor * (oneCompile + OneIteration(job, oneCompile))) + timeout;
    }

    private static TimeSpan OneIteration(Job job, TimeSpan oneCompile)
    {
        if (job.HasValue(RunMode.InvocationCountCharacteristic))
        {
            return oneCompile * job.Run.InvocationCount;
        }

        // BenchmarkDotNet then seeks a number itself: one where a compile fills the iteration's time, else at least the unroll factor.
        var iteration = job.HasValue(RunMode.IterationTimeCharacteristic) ? TimeSpan.FromMicroseconds(job.Run.IterationTime.Nanoseconds / 1e3) : DefaultIterationTime;
        var unroll = job.HasValue(RunMode.UnrollFactorCharacteristic) ? job.Run.UnrollFactor : DefaultUnrollFactor;
        var longest = iteration * unroll;
        return longest > oneCompile ? longest : oneCompile;
    }
}
