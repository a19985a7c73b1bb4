using CompileBench.Analysis.Prediction.Fitting;
using CompileBench.Analysis.Randomness;
using Xunit;

namespace CompileBench.Analysis.Tests.Prediction;

public sealed class NonNegativeLeastSquaresTests
{
    [Fact]
    public void Solve_PositiveSolution_IsFound()
    {
        double[][] rows = [[1, 0, 2], [0, 3, 1], [4, 1, 0], [1, 1, 1], [2, 0, 5]];
        double[] truth = [2, 0.5, 7];

        var solution = Solve(rows, [.. rows.Select(r => r.Zip(truth, (a, x) => a * x).Sum())]);

        Assert.All(truth.Zip(solution), pair => Assert.Equal(pair.First, pair.Second, 6));
    }

    [Fact]
    public void Solve_BestCoefficientIsNegative_IsBoundToZero()
    {
        // Without bounds the line through these points is y = 4 - x.
        double[][] rows = [[1, 0], [1, 1], [1, 2]];

        var solution = Solve(rows, [4, 3, 2]);

        Assert.Equal(3, solution[0], 6);
        Assert.Equal(0, solution[1]);
    }

    [Fact]
    public void Solve_ColumnOfZeros_HasNoCoefficient() => Assert.Equal(0, Solve([[1, 0], [2, 0]], [3, 6])[1]);

    [Fact]
    public void Solve_RandomProblems_MeetTheConditionsOfAnOptimum()
    {
        var random = new SplitMix64(7);
        for (var problem = 0; problem < 200; problem++)
        {
            const int size = 8;
            double[][] rows = [.. Enumerable.Range(0, 20).Select(_ => Enumerable.Range(0, size).Select(_ => (double)random.NextBelow(100)).ToArray())];
            double[] right = [.. rows.Select(_ => random.NextBelow(2000) - 500.0)];

            var solution = Solve(rows, right);

            // Karush, Kuhn and Tucker: no coefficient is negative, no gradient points down, and where a coefficient is above 0 the gradient is 0.
            var scale = rows.Sum(r => r.Sum(v => v * v));
            for (var i = 0; i < size; i++)
            {
                var gradient = rows.Select((r, k) => r[i] * (right[k] - r.Zip(solution, (a, x) => a * x).Sum())).Sum() / scale;
                Assert.True(solution[i] >= 0, $"problem {problem}: coefficient {i} is {solution[i]}");
                Assert.True(gradient < 1e-5, $"problem {problem}: coefficient {i} could grow, gradient {gradient}");
                Assert.True(solution[i] == 0 || gradient > -1e-5, $"problem {problem}: coefficient {i} could shrink, gradient {gradient}");
            }
        }
    }

    [Fact]
    public void Solve_BegunAtAnotherSolution_GivesTheSame()
    {
        var random = new SplitMix64(11);
        double[][] rows = [.. Enumerable.Range(0, 30).Select(_ => Enumerable.Range(0, 6).Select(_ => (double)random.NextBelow(50)).ToArray())];
        double[] right = [.. rows.Select(_ => (double)random.NextBelow(1000))];
        var (gram, product) = Normal(rows, right);

        var cold = NonNegativeLeastSquares.Solve(gram, product);
        var warm = NonNegativeLeastSquares.Solve(gram, product, [1, 1, 1, 1, 1, 1]);

        Assert.All(cold.Zip(warm), pair => Assert.Equal(pair.First, pair.Second, 6));
    }

    private static double[] Solve(double[][] rows, double[] right)
    {
        var (gram, product) = Normal(rows, right);
        return NonNegativeLeastSquares.Solve(gram, product);
    }

    private static (double[] Gram, double[] Right) Normal(double[][] rows, double[] right)
    {
        var size = rows[0].Length;
        var gram = new double[size * size];
        var product = new double[size];
        for (var k = 0; k < rows.Length; k++)
        {
            for (var i = 0; i < size; i++)
            {
                product[i] += rows[k][i] * right[k];
                for (var j = 0; j < size; j++)
                {
                    gram[(i * size) + j] += rows[k][i] * rows[k][j];
                }
            }
        }

        return (gram, product);
    }
}
