using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;

namespace CompileBench.Measuring.Scaling.Counting;

/// <summary>
/// Chooses the sizes at which a ladder's instructions are counted: the largest size that compiles in about a given time, and its halves. Counts are
/// exact, so a few sizes are enough, and only the time that counting takes limits them.
/// </summary>
internal static class CountingSizes
{
    /// <summary>Sizes per ladder: the local exponent is taken over five.</summary>
    public const int Most = 5;

    // What a count costs beside the counted compile, seen with valgrind 3.19.
    private static readonly TimeSpan StartUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LeastTop = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan MostTop = TimeSpan.FromMilliseconds(300);

    // A top that takes T and its halves take 2 T together, a hundred times slower while they are counted.
    private const double CountedTops = 200;

    /// <summary>The compile time that the largest size is to have.</summary>
    /// <param name="share">The time that all counts of one ladder may take.</param>
    public static TimeSpan TopFor(TimeSpan share)
    {
        var top = (share - (StartUp * Most)) / CountedTops;
        return top < LeastTop ? LeastTop : top > MostTop ? MostTop : top;
    }

    /// <summary>The largest size and its halves, smallest first.</summary>
    /// <param name="largest">The largest size.</param>
    /// <param name="minimum">The shape's smallest size.</param>
    public static IReadOnlyList<int> Below(int largest, int minimum) =>
        [.. Enumerable.Range(0, Most).Select(i => largest >> i).Where(size => size >= Math.Max(1, minimum)).Distinct().Order()];

    /// <summary>
    /// The sizes to count: the largest size, found by doubling, and its halves. Where the cost leaps from one size to the next, sizes in between are tried
    /// (<see cref="GapRule"/>), and the largest of all that are not too long to count are taken.
    /// </summary>
    /// <param name="files">The shape's modules.</param>
    /// <param name="slot">Where to compile.</param>
    /// <param name="settings">The settings' name.</param>
    /// <param name="limits">What one compile may cost.</param>
    /// <param name="top">The compile time that the largest size is to have.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The sizes, smallest first; none with the message where not even the smallest compiles.</returns>
    public static (IReadOnlyList<int> Sizes, string? Message) Find(RungFiles files, WorkerSlot slot, string settings, OperationLimits limits, TimeSpan top, CancellationToken cancellation)
    {
        var sizes = files.Shape.Sizes;
        List<TriedSize> tried = [];
        (int? over, string? message) = (null, null);
        for (var size = Math.Clamp(1 << (Most - 1), sizes.Minimum, sizes.Maximum); over is null && message is null; size = (int)Math.Min(2L * size, sizes.Maximum))
        {
            Try(size);
            if (tried.Count > 0 && (tried[^1].Time >= top / 2 || tried[^1].Size == sizes.Maximum))
            {
                break;
            }
        }

        var doubled = tried.Count;
        for (var added = 0; added < GapRule.MostAdded && GapRule.Next(tried, over, sizes.Minimum, limits.Deadline) is { } between; added++)
        {
            Try(between);
        }

        return (Choose(tried, tried.Count > doubled, sizes.Minimum, top), message);

        void Try(int size)
        {
            var file = files.ForSize(size);
            var outcome = slot.Run(new OperationRequest(MeasuredOperation.Compile, settings, file.Path, file.Description.Digest, 2), limits, cancellation);
            if (outcome is Outcome.Completed { Samples: [.., var second] })
            {
                // Counts are made on busy machines: there the time of the processor says more about a size than the time that passed.
                var nanoseconds = second.CpuNanoseconds is { } cpu ? (double)cpu / second.Operations : second.NanosecondsPerOperation;
                tried.Insert(tried.Count(t => t.Size < size), new TriedSize(size, TimeSpan.FromMicroseconds(nanoseconds / 1e3)));
            }
            else
            {
                (over, message) = (outcome is Outcome.TimedOut ? Math.Min(size, over ?? size) : over, message ?? $"{outcome.Kind}: {outcome.Message}");
            }
        }
    }

    /// <summary>The sizes to count of those that were tried.</summary>
    /// <param name="tried">The sizes that compiled, growing.</param>
    /// <param name="hasLeap">Whether sizes in between were tried.</param>
    /// <param name="minimum">The shape's smallest size.</param>
    /// <param name="top">The compile time that the largest size is to have.</param>
    internal static IReadOnlyList<int> Choose(IReadOnlyList<TriedSize> tried, bool hasLeap, int minimum, TimeSpan top)
    {
        if (tried.Count == 0)
        {
            return [];
        }

        if (!hasLeap)
        {
            return Below(tried[^1].Size, minimum);
        }

        int[] countable = [.. tried.Where(t => t.Time <= 2 * top).Select(t => t.Size).DefaultIfEmpty(tried[0].Size)];
        return [.. Below(countable[^1], minimum).Concat(countable).Distinct().Order().TakeLast(Most)];
    }
}
