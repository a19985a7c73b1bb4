using CompileBench.Analysis.Scaling;

namespace CompileBench.Measuring.Scaling;

/// <summary>A size that was tried and what one compile of it took, the shortest of those made.</summary>
internal readonly record struct TriedSize(int Size, TimeSpan Time);

/// <summary>The size to try next.</summary>
/// <param name="Size">The size.</param>
/// <param name="Expected">What one compile of it should take if growth goes on as over the last step.</param>
/// <param name="IsSteep">Whether cost has lately grown clearly faster than the size.</param>
internal readonly record struct GrowthStep(int Size, TimeSpan Expected, bool IsSteep);

/// <summary>
/// How a ladder grows: by doubling. The last step is shorter where a doubling would overshoot the budget by far: the budget's size is then read
/// off between two measured sizes that lie close to it, and no time is spent on compiles that nobody asked about.
/// </summary>
internal static class GrowthRule
{
    /// <summary>How far past the budget the last size aims: far enough that it stays past it when measured alone and warm.</summary>
    private const double AimPastBudget = 1.3;
    private const double OvershootWorthCutting = 1.5;
    private const double ShortestStep = 1.08;

    /// <summary>Below this, two compiles say too little about growth.</summary>
    private static readonly TimeSpan TellingTime = TimeSpan.FromMilliseconds(8);

    /// <summary>Of shorter compiles a large part is the constant cost of any module.</summary>
    private static readonly TimeSpan CountingTime = TimeSpan.FromMilliseconds(2);

    private const int TopSizes = 5;

    /// <summary>Above this a ladder is grown to its budget: the line above which a law is called superlinear.</summary>
    private const double SteepExponent = 1.15;

    /// <summary>The next size; null when the budget has been passed or the shape has no larger size.</summary>
    /// <param name="tried">At least one size, growing.</param>
    /// <param name="largest">The shape's largest size.</param>
    /// <param name="budget">What one compile may take.</param>
    public static GrowthStep? Next(IReadOnlyList<TriedSize> tried, int largest, TimeSpan budget)
    {
        var last = tried[^1];
        if (last.Time > budget || last.Size >= largest)
        {
            return null;
        }

        // With two sizes nothing but proportional growth may be assumed; a dip of one sample must not promise that growth has ended.
        var exponent = tried.Count < 2 ? 1 : Math.Clamp(Exponent(tried[^2], last), 1, 4);
        var size = (int)Math.Min(2L * last.Size, largest);
        if (At(size) > OvershootWorthCutting * budget)
        {
            var aimed = last.Size * Math.Pow(AimPastBudget * (budget / last.Time), 1 / exponent);
            size = (int)Math.Min(size, Math.Ceiling(Math.Max(aimed, last.Size * ShortestStep)));
        }

        return new GrowthStep(size, At(size), last.Time > TellingTime && TopExponent(tried) > SteepExponent);

        TimeSpan At(int wanted) => last.Time * Math.Pow((double)wanted / last.Size, exponent);
    }

    // The slope over the largest sizes, up to five: two sizes alone, each with a machine's states of tens of per cent in it, often look steep, and each
    // ladder that is grown far for nothing keeps others small.
    private static double TopExponent(IReadOnlyList<TriedSize> tried) =>
        PowerLawFit.Fit(tried.Where(t => t.Time >= CountingTime).TakeLast(TopSizes).Select(t => ((double)t.Size, t.Time.TotalNanoseconds)))?.Exponent ?? 0;

    private static double Exponent(TriedSize from, TriedSize to) => Math.Log(to.Time / from.Time) / Math.Log((double)to.Size / from.Size);
}
