namespace CompileBench.Measuring.Scaling;

/// <summary>One size before its rounds are planned.</summary>
/// <param name="Time">What one round of it takes.</param>
/// <param name="Fewest">The rounds it takes part in whatever they cost.</param>
internal readonly record struct PlannedSize(TimeSpan Time, int Fewest);

/// <summary>Decides in how many rounds each size takes part within the time there is: the most expensive ones in fewer where it is short.</summary>
internal static class RoundPlan
{
    /// <summary>The rounds in which every size takes part where time allows. Open laws get more afterwards.</summary>
    public const int Most = 4;

    /// <summary>Samples at each of the <see cref="LargestSizes"/>: enough for a median that one bad sample cannot move.</summary>
    public const int FewestAtLargest = 3;

    // Of sizes that take longer, one sample less: a ladder that gets there has grown so much that no sample hides it, and its time is better spent on
    // another ladder.
    private static readonly TimeSpan VeryLongCompile = TimeSpan.FromSeconds(1);

    // What another size of the ladder left in the caches costs the next compile a few milliseconds at most.
    private static readonly TimeSpan LongCompile = TimeSpan.FromMilliseconds(100);

    /// <summary>The largest sizes of a ladder, over which the local exponent is taken.</summary>
    public const int LargestSizes = 5;

    /// <summary>The rounds of each size.</summary>
    /// <param name="sizes">The sizes.</param>
    /// <param name="allowed">What all rounds together may take; the fewest rounds are made whatever they take.</param>
    public static int[] Plan(IReadOnlyList<PlannedSize> sizes, TimeSpan allowed)
    {
        var rounds = Enumerable.Repeat(Most, sizes.Count).ToArray();
        var cost = sizes.Aggregate(TimeSpan.Zero, (sum, s) => sum + s.Time) * Most;
        var dearest = new PriorityQueue<int, double>(sizes.Select((s, i) => (i, -s.Time.TotalSeconds * Most)));
        while (cost > allowed && dearest.TryDequeue(out var index, out _))
        {
            if (rounds[index] <= sizes[index].Fewest)
            {
                continue;
            }

            rounds[index]--;
            cost -= sizes[index].Time;
            dearest.Enqueue(index, -sizes[index].Time.TotalSeconds * rounds[index]);
        }

        return rounds;
    }

    /// <summary>How many compiles in a row make one sample, which is the last of them: two, of long compiles one.</summary>
    /// <param name="time">What one compile takes.</param>
    public static int CompilesPerSample(TimeSpan time) => time >= LongCompile ? 1 : 2;

    /// <summary>The fewest rounds of each size of a ladder.</summary>
    /// <param name="times">What one compile of each size takes, smallest size first.</param>
    public static IEnumerable<int> Fewest(IReadOnlyList<TimeSpan> times) => times.Select((time, i) => i < times.Count - LargestSizes ? 1 : FewestOf(time));

    /// <summary>What the fewest rounds of one of the largest sizes take.</summary>
    /// <param name="time">What one compile takes.</param>
    public static TimeSpan CostOf(TimeSpan time) => time * (CompilesPerSample(time) * FewestOf(time));

    private static int FewestOf(TimeSpan time) => time >= VeryLongCompile ? FewestAtLargest - 1 : FewestAtLargest;
}
