namespace CompileBench.Analysis.Scaling;

/// <summary>The largest size of a ladder that stays within a budget, read off between measured sizes, never beyond them.</summary>
/// <param name="Size">The size; null where even the smallest measured one is over the budget, or none was measured.</param>
/// <param name="IsAtLeast">True where the budget was not seen to be reached by a measured value: the true size may be larger.</param>
/// <param name="Below">The smallest size known to be over the budget, or tried without a value; null where there was none.</param>
public sealed record LargestWithin(double? Size, bool IsAtLeast, double? Below)
{
    /// <summary>Reads it off.</summary>
    /// <param name="points">The ladder's points in any order.</param>
    /// <param name="budget">The budget in the points' unit.</param>
    public static LargestWithin Find(IEnumerable<ScalingPoint> points, double budget)
    {
        ArgumentNullException.ThrowIfNull(points);
        ScalingPoint? within = null;
        foreach (ScalingPoint point in points.OrderBy(p => p.Size))
        {
            if (point.Value is not { } value)
            {
                return new LargestWithin(within?.Size, within is not null, point.Size);
            }

            if (value > budget)
            {
                return new LargestWithin(within is null ? null : Between(within, point, budget), false, point.Size);
            }

            within = point;
        }

        return new LargestWithin(within?.Size, within is not null, null);
    }

    // Straight between two neighbours on log-log axes: a power law of its own for each doubling.
    private static double Between(ScalingPoint within, ScalingPoint over, double budget)
    {
        double low = within.Centre!.Value.Value;
        double high = over.Centre!.Value.Value;
        double share = (Math.Log(budget) - low) / (high - low);
        return within.Size * Math.Pow(over.Size / within.Size, share);
    }
}
