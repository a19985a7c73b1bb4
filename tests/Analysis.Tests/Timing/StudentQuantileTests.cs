using CompileBench.Analysis.Timing;
using Xunit;

namespace CompileBench.Analysis.Tests.Timing;

public sealed class StudentQuantileTests
{
    // Printed tables of Student's t, two-sided 5% and 1%.
    [Theory]
    [InlineData(1, 0.05, 12.706)]
    [InlineData(2, 0.05, 4.303)]
    [InlineData(10, 0.05, 2.228)]
    [InlineData(10, 0.01, 3.169)]
    [InlineData(5, 0.00001, 17.897)]
    [InlineData(double.PositiveInfinity, 0.05, 1.960)]
    public void TwoSided_TabulatedCases_AgreeWithTheTable(double degrees, double misrate, double expected) =>
        Assert.Equal(expected, StudentQuantile.TwoSided(degrees, misrate), 3);

    [Theory]
    [InlineData(1, 1e-9)]
    [InlineData(3.71, 1e-7)]
    [InlineData(60, 1e-10)]
    public void TwoSided_FarOutInTheTail_StillHasItsTail(double degrees, double misrate)
    {
        double t = StudentQuantile.TwoSided(degrees, misrate);

        Assert.Equal(1, 2 * MathNet.Numerics.Distributions.StudentT.CDF(0, 1, degrees, -t) / misrate, 3);
    }

    [Theory]
    [InlineData(0, 0.05)]
    [InlineData(double.NaN, 0.05)]
    [InlineData(5, 0)]
    [InlineData(5, 1)]
    public void TwoSided_OutOfRange_Throws(double degrees, double misrate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentQuantile.TwoSided(degrees, misrate));
}
