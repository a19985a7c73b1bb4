namespace CompileBench.Measuring.Explaining.Blame;

/// <summary>
/// What a function of a size costs in a module: a fixed cost and one for each byte of its body, by the line of Theil and Sen (P. K. Sen,
/// "Estimates of the regression coefficient based on Kendall's tau", JASA 63, 1968), which a few functions out of line do not bend.
/// </summary>
internal static class SizeExpectation
{
    // Below this a line says nothing; above it pairs are taken of evenly spaced functions, as every pair of thousands is too many.
    private const int Fewest = 8;
    private const int Most = 300;

    /// <summary>A function from body bytes to expected cost; null where the module has too few functions of different sizes.</summary>
    public static Func<double, double>? Of(IReadOnlyList<(double Bytes, double Cost)> functions)
    {
        var bySize = functions.OrderBy(f => f.Bytes).ThenBy(f => f.Cost).ToList();
        if (bySize.Count < Fewest)
        {
            return null;
        }

        var step = Math.Max(1.0, bySize.Count / (double)Most);
        var some = Enumerable.Range(0, Math.Min(Most, bySize.Count)).Select(i => bySize[(int)(i * step)]).ToList();
        var slopes = new List<double>();
        for (var i = 0; i < some.Count; i++)
        {
            for (var j = i + 1; j < some.Count; j++)
            {
                if (some[j].Bytes > some[i].Bytes)
                {
                    slopes.Add((some[j].Cost - some[i].Cost) / (some[j].Bytes - some[i].Bytes));
                }
            }
        }

        if (slopes.Count < Fewest)
        {
            return null;
        }

        var slope = Median(slopes);
        var intercept = Median([.. some.Select(f => f.Cost - (slope * f.Bytes))]);
        return bytes => intercept + (slope * bytes);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }
}
