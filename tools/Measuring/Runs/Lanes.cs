using System.Runtime.ExceptionServices;

namespace CompileBench.Measuring.Runs;

/// <summary>Does work on several lanes at once, each with something of its own such as a meter, and gives the results in the order of the work.</summary>
internal static class Lanes
{
    /// <summary>Does the work. Whatever a lane throws comes out as it is.</summary>
    public static TResult[] Run<TItem, TLane, TResult>(IReadOnlyList<TItem> items, TLane[] lanes, Func<TItem, TLane, TResult> work, CancellationToken cancellation)
    {
        var results = new TResult[items.Count];
        var next = -1;
        try
        {
            Parallel.For(
                0,
                Math.Min(lanes.Length, items.Count),
                new ParallelOptions { MaxDegreeOfParallelism = lanes.Length, CancellationToken = cancellation },
                lane =>
                {
                    for (var i = Interlocked.Increment(ref next); i < items.Count; i = Interlocked.Increment(ref next))
                    {
                        cancellation.ThrowIfCancellationRequested();
                        results[i] = work(items[i], lanes[lane]);
                    }
                });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(ParallelFault.FirstOf(e));
        }

        return results;
    }

    /// <summary>Does work that has no result, on so many lanes. Items are taken one at a time, in their order.</summary>
    public static void ForEach<TItem>(IReadOnlyList<TItem> items, int lanes, Action<TItem> work, CancellationToken cancellation) =>
        Run(items, new int[lanes], (item, _) => { work(item); return 0; }, cancellation);
}
