using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Explanation;

/// <summary>
/// The expected cost of a function of a module by its size: a fixed cost and a cost per body byte, from the Theil-Sen line (P. K. Sen,
/// "Estimates of the regression coefficient based on Kendall's tau", JASA 63, 1968), which a few outliers do not change.
/// </summary>
public static class SizeExpectation
{
    // With fewer functions a line is meaningless; with more, evenly spaced functions are used, because thousands have too many pairs.
    private const int Fewest = 8;
    private const int Most = 300;

    /// <summary>Returns a function from body bytes to expected cost; null where the module has too few functions of different sizes.</summary>
    public static Func<double, double>? FromFunctions(IReadOnlyList<(double Bytes, double Cost)> functions)
    {
        ArgumentNullException.ThrowIfNull(functions);
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

        var slope = SampleMedian.FromValues(slopes);
        var intercept = SampleMedian.FromValues([.. some.Select(f => f.Cost - (slope * f.Bytes))]);
        return bytes => intercept + (slope * bytes);
    }
}
