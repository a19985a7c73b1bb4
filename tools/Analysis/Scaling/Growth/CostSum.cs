using CompileBench.Analysis.Prediction.Fitting;

namespace CompileBench.Analysis.Scaling.Growth;

/// <summary>The costs of a ladder's sizes.</summary>
/// <param name="Sizes">The sizes, growing.</param>
/// <param name="Costs">Their costs, above 0.</param>
/// <param name="Weights">How much each counts, one on average.</param>
internal sealed record CostPoints(double[] Sizes, double[] Costs, double[] Weights)
{
    /// <summary>How many sizes there are.</summary>
    internal int Count => Sizes.Length;

    /// <summary>The sizes as shares of the largest one.</summary>
    internal double[] Shares { get; } = [.. Sizes.Select(s => s / Sizes[^1])];

    /// <summary>A term's value at each size.</summary>
    /// <param name="term">The term as a function of the share of the largest size.</param>
    internal double[] TermOf(Func<double, double> term) => [.. Shares.Select(term)];
}

/// <summary>A sum of terms whose coefficients are not below 0, with the least squares of relative errors.</summary>
/// <param name="Coefficients">One per term; 0 for a term that does not help.</param>
/// <param name="Terms">How many coefficients are above 0.</param>
/// <param name="Squares">The weighted sum of squared relative errors.</param>
internal sealed record CostSum(double[] Coefficients, int Terms, double Squares)
{
    /// <summary>Fits a sum.</summary>
    /// <param name="points">The costs.</param>
    /// <param name="terms">Each term's value at each size, none below 0.</param>
    internal static CostSum Fit(CostPoints points, double[][] terms)
    {
        double[] target = [.. points.Weights.Select(w => Math.Sqrt(w))];
        double[][] columns = [.. terms.Select(t => t.Select((value, i) => value * target[i] / points.Costs[i]).ToArray())];
        double[] gram = [.. columns.SelectMany(a => columns.Select(b => Dot(a, b)))];
        double[] coefficients = NonNegativeLeastSquares.Solve(gram, [.. columns.Select(c => Dot(c, target))]);
        double squares = 0;
        for (int i = 0; i < target.Length; i++)
        {
            double error = -target[i];
            for (int t = 0; t < columns.Length; t++)
            {
                error += coefficients[t] * columns[t][i];
            }

            squares += error * error;
        }

        return new CostSum(coefficients, coefficients.Count(c => c > 0), squares);
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
