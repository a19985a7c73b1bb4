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

    /// <summary>Finds the largest size by doubling. A size that does not compile ends the search below it.</summary>
    /// <param name="files">The shape's modules.</param>
    /// <param name="slot">Where to compile.</param>
    /// <param name="settings">The settings' name.</param>
    /// <param name="limits">What one compile may cost.</param>
    /// <param name="top">The compile time that the largest size is to have.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The largest size; null with the message where not even the smallest compiles.</returns>
    public static (int? Largest, string? Message) FindLargest(RungFiles files, WorkerSlot slot, string settings, OperationLimits limits, TimeSpan top, CancellationToken cancellation)
    {
        var sizes = files.Shape.Sizes;
        int? found = null;
        for (var size = Math.Clamp(1 << (Most - 1), sizes.Minimum, sizes.Maximum); ; size = (int)Math.Min(2L * size, sizes.Maximum))
        {
            var file = files.ForSize(size);
            var outcome = slot.Take().Run(new OperationRequest(MeasuredOperation.Compile, settings, file.Path, file.Description.Digest, 2), limits, cancellation).ThrowIfToolFailed();
            if (outcome is not Outcome.Completed { Samples: [.., var second] })
            {
                return (found, $"{outcome.Kind}: {outcome.Message}");
            }

            found = size;
            if (second.NanosecondsPerOperation >= top.TotalNanoseconds / 2 || size == sizes.Maximum)
            {
                return (found, null);
            }
        }
    }
}
