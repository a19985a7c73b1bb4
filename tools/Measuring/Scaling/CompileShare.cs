using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Scaling;

/// <summary>
/// Which share of a run's time is spent inside compiles, over all of the run: proving settings, making modules, starting workers and writing records
/// count as time outside. While several lanes work, each lane's time counts. Safe for several threads.
/// </summary>
internal sealed class CompileShare(TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();
    private long _nanoseconds;
    private long _laneTicks;

    /// <summary>The share, 0 to 1.</summary>
    public double Share
    {
        get
        {
            var available = clock.GetElapsedTime(_start) + TimeSpan.FromTicks(Interlocked.Read(ref _laneTicks));
            return available <= TimeSpan.Zero ? 0 : Math.Clamp(Interlocked.Read(ref _nanoseconds) / available.TotalNanoseconds, 0, 1);
        }
    }

    /// <summary>Adds compiles.</summary>
    public void Add(IEnumerable<CompileTimeSample> samples) => Interlocked.Add(ref _nanoseconds, samples.Sum(s => s.Nanoseconds));

    /// <summary>Adds the time of the lanes beyond the first.</summary>
    /// <param name="since">The timestamp at which they began to work.</param>
    /// <param name="lanes">How many worked, the first included.</param>
    public void AddLanes(long since, int lanes) => Interlocked.Add(ref _laneTicks, clock.GetElapsedTime(since).Ticks * (lanes - 1));

    /// <summary>The clock's timestamp.</summary>
    public long Now() => clock.GetTimestamp();
}
