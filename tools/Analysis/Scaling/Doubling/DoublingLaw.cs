using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Scaling.Doubling;

/// <summary>What a doubling table says.</summary>
/// <param name="Growth">How the cost grows.</param>
/// <param name="Slope">The exponent over the last two doublings; null where there are too few rows.</param>
/// <param name="Bounds">Its bounds over the rounds; null where there is one round only.</param>
/// <param name="DoublingStep">With exponential growth: by how much the size must grow for the cost to double; else null.</param>
public sealed record DoublingLaw(DoublingGrowth Growth, double? Slope, Bounds? Bounds, double? DoublingStep)
{
    // A slope that doubles with the size, and is already beyond a cubic: no power law.
    private const double LeastExponentialSlope = 3;
    private const double SlopeRatio = 1.6;

    // One doubling that costs three times as much or more, among others that cost at most 2.4 times as much.
    private const double LeastStep = 1.6;

    /// <summary>Judges a table.</summary>
    /// <param name="rows">The rows, smallest size first; each has the same number of rounds, in the same order.</param>
    /// <param name="line">The slope from which growth is superlinear: that of a growth study.</param>
    /// <param name="mild">The slope below which it is linear: the mild line of a growth study.</param>
    /// <param name="misrate">How often the bounds may miss.</param>
    public static DoublingLaw FromRows(IReadOnlyList<DoublingRow> rows, double line = 1.15, double mild = 1.25, double misrate = 0.05)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count < 3)
        {
            return new DoublingLaw(DoublingGrowth.Open, null, null, null);
        }

        double[] slopes = [.. Enumerable.Range(1, rows.Count - 1).Select(i => (rows[i].Level - rows[i - 1].Level) / Math.Log(rows[i].Size / rows[i - 1].Size))];
        double[] byRound = RoundSlopes(rows[^3], rows[^1]);
        double slope = byRound.Average();
        Bounds? bounds = BoundsOf(byRound, misrate);
        if (FindDoublingStep(rows, slopes) is { } step)
        {
            return new DoublingLaw(DoublingGrowth.Exponential, slope, bounds, step);
        }

        var growth = bounds is not { } b ? DoublingGrowth.Open
            : IsStep(slopes, mild) ? DoublingGrowth.Step
            : IsJumpAtTheEnd(slopes, mild) ? DoublingGrowth.Open
            : b.Lower > line ? DoublingGrowth.Superlinear
            : b.Upper < mild ? DoublingGrowth.Linear
            : DoublingGrowth.Open;
        return new DoublingLaw(growth, slope, bounds, null);
    }

    private static double[] RoundSlopes(DoublingRow first, DoublingRow last) =>
        [.. first.Values.Zip(last.Values, (low, high) => Math.Log(high / low) / Math.Log(last.Size / first.Size))];

    private static Bounds? BoundsOf(double[] slopes, double misrate)
    {
        if (slopes.Length < 2)
        {
            return null;
        }

        double mean = slopes.Average();
        double deviation = Math.Sqrt(slopes.Sum(s => (s - mean) * (s - mean)) / (slopes.Length - 1));
        double reach = StudentQuantile.TwoSided(slopes.Length - 1, misrate) * deviation / Math.Sqrt(slopes.Length);
        return new Bounds(mean - reach, mean + reach);
    }

    // On a straight line of ln(cost) against the size each doubling has twice the slope of the one before.
    private static double? FindDoublingStep(IReadOnlyList<DoublingRow> rows, double[] slopes)
    {
        if (slopes.Length < 3 || slopes[^1] < LeastExponentialSlope || slopes[^1] < SlopeRatio * slopes[^2] || slopes[^2] < SlopeRatio * slopes[^3] || slopes[^3] <= 0)
        {
            return null;
        }

        return (rows[^1].Size - rows[^2].Size) * Math.Log(2) / (rows[^1].Level - rows[^2].Level);
    }

    private static bool IsStep(double[] slopes, double mild)
    {
        int steepest = Array.IndexOf(slopes, slopes.Max());
        return slopes.Length >= 3 && steepest < slopes.Length - 1 && slopes[steepest] >= LeastStep && slopes[(steepest + 1)..].All(s => s < mild)
            && slopes.Where((_, i) => i != steepest).All(s => s < LeastStep);
    }

    // The next doubling would tell whether it is a step; without it nothing is known.
    private static bool IsJumpAtTheEnd(double[] slopes, double mild) => slopes.Length >= 2 && slopes[^1] >= LeastStep && slopes[..^1].All(s => s < mild - 0.1);
}
