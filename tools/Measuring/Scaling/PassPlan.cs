namespace CompileBench.Measuring.Scaling;

/// <summary>Decides how often each size is measured within the time there is: as often as any, and the dearest ones less often where it is short.</summary>
internal static class PassPlan
{
    /// <summary>Enough processes for a median that one bad process cannot move.</summary>
    public const int Most = 4;

    /// <summary>How many passes each size takes part in, from 1 to <see cref="Most"/>.</summary>
    /// <param name="times">What one measurement of each size takes.</param>
    /// <param name="allowed">What all passes together may take; one pass is made whatever it takes.</param>
    public static int[] CountPasses(IReadOnlyList<TimeSpan> times, TimeSpan allowed)
    {
        var passes = Enumerable.Repeat(Most, times.Count).ToArray();
        var cost = times.Aggregate(TimeSpan.Zero, (sum, t) => sum + t) * Most;
        var dearest = new PriorityQueue<int, double>(times.Select((t, i) => (i, -t.TotalSeconds * Most)));
        while (cost > allowed && dearest.TryDequeue(out var index, out _))
        {
            passes[index]--;
            cost -= times[index];
            if (passes[index] > 1)
            {
                dearest.Enqueue(index, -times[index].TotalSeconds * passes[index]);
            }
        }

        return passes;
    }

    /// <summary>How often a size is compiled in a row within one pass: short compiles scatter more.</summary>
    public static int CompilesInARow(TimeSpan time) => time.TotalMilliseconds < 2 ? 2 : 1;
}
