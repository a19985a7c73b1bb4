namespace CompileBench.Measuring.Scaling;

/// <summary>
/// Fills a ladder whose cost has leapt from one size to the next. Doubling a size doubles the exponent of exponential growth, so that a ladder
/// would have two or three sizes that tell anything: sizes in between show whether a power describes the leap.
/// </summary>
internal static class GapRule
{
    /// <summary>The most sizes that are added to a ladder.</summary>
    public const int MostAdded = 6;

    // More than the eightfold of a cubic at twice the size.
    private const double LeastLeap = 10;

    /// <summary>The size in the middle of the widest leap; null where no leap is wide, or nothing lies between.</summary>
    /// <param name="tried">The sizes that compiled, growing.</param>
    /// <param name="over">The smallest size above them that took longer than <paramref name="limit"/>; null for none.</param>
    /// <param name="minimum">The shape's smallest size.</param>
    /// <param name="limit">The time after which a compile is stopped.</param>
    public static int? Next(IReadOnlyList<TriedSize> tried, int? over, int minimum, TimeSpan limit)
    {
        if (tried.Count == 0)
        {
            return over / 2 >= minimum ? over / 2 : null;
        }

        var ends = over is { } size && size > tried[^1].Size ? tried.Append(new TriedSize(size, limit)) : tried;
        var widest = ends.Zip(ends.Skip(1), (from, to) => (From: from.Size, To: to.Size, Leap: to.Time / from.Time))
            .Where(g => g.Leap > LeastLeap && g.To - g.From > 1)
            .Select(g => ((int From, int To, double Leap)?)g)
            .MaxBy(g => g!.Value.Leap);
        return widest is { } gap ? gap.From + ((gap.To - gap.From) / 2) : null;
    }
}
