namespace CompileBench.Analysis.Prediction.Fitting;

/// <summary>One row of a fit.</summary>
/// <param name="Features">The value of each feature, 0 or more.</param>
/// <param name="Cost">The measured cost, above 0.</param>
/// <param name="Weight">How much the row counts.</param>
internal readonly record struct FitRow(double[] Features, double Cost, double Weight);

/// <summary>
/// Fits a sum of features with weights of 0 or more, so that the ratio of predicted to measured cost is near 1 for small and large modules alike.
/// The squared logarithm of the ratio is approximated by (predicted - measured)² / (predicted x measured) and minimized by reweighted least squares;
/// rows that are far off count less (Huber 1964), since no weight explains a cost that no feature counts.
/// </summary>
internal static class RelativeFit
{
    /// <summary>Rounds of reweighting from nothing.</summary>
    public const int Rounds = 12;

    // Predicted and measured further apart than this count by their distance and not by its square.
    private const double Huber = 1.1;

    // Bounds the weight of rows that a first, poor fit misses.
    private const double MostApart = 4;

    /// <summary>Fits weights.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="start">Weights to begin with; empty for none.</param>
    /// <param name="rounds">Rounds of reweighting, at least 1.</param>
    public static double[] Fit(IReadOnlyList<FitRow> rows, ReadOnlySpan<double> start, int rounds)
    {
        var size = rows[0].Features.Length;
        var weights = start.Length > 0 ? start.ToArray() : [];
        for (var round = 0; round < rounds; round++)
        {
            var gram = new double[size * size];
            var right = new double[size];
            foreach (var row in rows)
            {
                Add(row, weights.Length > 0 ? Predict(weights, row.Features) : row.Cost, gram, right);
            }

            Mirror(gram, size);
            weights = NonNegativeLeastSquares.Solve(gram, right, weights);
        }

        return weights;
    }

    /// <summary>The predicted cost.</summary>
    public static double Predict(ReadOnlySpan<double> weights, ReadOnlySpan<double> features)
    {
        double sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * features[i];
        }

        return sum;
    }

    private static void Add(in FitRow row, double predicted, double[] gram, double[] right)
    {
        var near = Math.Clamp(predicted, row.Cost / MostApart, row.Cost * MostApart);
        var apart = near > row.Cost ? near / row.Cost : row.Cost / near;
        var weight = row.Weight / (near * row.Cost) * (apart <= Huber ? 1 : (Huber - 1) / (apart - 1));
        var size = right.Length;

        // Most features of most modules are 0.
        Span<int> places = stackalloc int[size];
        var used = 0;
        for (var i = 0; i < size; i++)
        {
            if (row.Features[i] != 0)
            {
                places[used++] = i;
            }
        }

        for (var a = 0; a < used; a++)
        {
            var i = places[a];
            var value = weight * row.Features[i];
            right[i] += value * row.Cost;
            for (var b = 0; b <= a; b++)
            {
                gram[(i * size) + places[b]] += value * row.Features[places[b]];
            }
        }
    }

    private static void Mirror(double[] gram, int size)
    {
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < i; j++)
            {
                gram[(j * size) + i] = gram[(i * size) + j];
            }
        }
    }
}
