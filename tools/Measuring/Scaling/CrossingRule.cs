namespace CompileBench.Measuring.Scaling;

/// <summary>
/// Chooses sizes just below and just past a budget, so that the largest size within it can be read off between two measured ones that lie close
/// together. Unlike <see cref="GrowthRule"/> it does not double: it aims at the budget by the growth seen so far.
/// </summary>
internal static class CrossingRule
{
    /// <summary>The largest step beyond what was measured.</summary>
    public const double LongestStep = 4;

    private const double AimBelow = 0.8;
    private const double AimPast = 1.2;

    // A size this near below the budget needs no other one.
    private const double NearBelow = 0.5;

    // What is thought to lie past the budget must be a larger size, however flat the growth looks.
    private const double ShortestStep = 1.1;

    /// <summary>The next size; null where the budget has been passed, or the shape has no larger size.</summary>
    /// <param name="tried">The sizes that compiled, growing: at least two.</param>
    /// <param name="largest">The shape's largest size.</param>
    /// <param name="budget">What one compile may take.</param>
    public static GrowthStep? Next(IReadOnlyList<TriedSize> tried, int largest, TimeSpan budget)
    {
        var (before, last) = (tried[^2], tried[^1]);
        if (last.Time > budget || last.Size >= largest)
        {
            return null;
        }

        var exponent = Math.Clamp(Math.Log(last.Time / before.Time) / Math.Log((double)last.Size / before.Size), 1, 4);
        var aim = last.Time < budget * NearBelow ? AimBelow : AimPast;
        var wanted = Math.Clamp(last.Size * Math.Pow(aim * (budget / last.Time), 1 / exponent), last.Size * ShortestStep, last.Size * LongestStep);
        var size = (int)Math.Min(largest, Math.Ceiling(wanted));
        return new GrowthStep(size, last.Time * Math.Pow((double)size / last.Size, exponent), IsSteep: true);
    }
}
