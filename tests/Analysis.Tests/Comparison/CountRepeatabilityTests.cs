using CompileBench.Analysis.Comparison;
using Xunit;

namespace CompileBench.Analysis.Tests.Comparison;

public class CountRepeatabilityTests
{
    [Fact]
    public void FromRepeats_CountsThatScatterByAKnownShare_GivesIt()
    {
        // Two values x(1 - d) and x(1 + d) have the standard deviation d * sqrt(2).
        double deviation = CountRepeatability.FromRepeats([[99_990_000, 100_010_000], [9_999_000, 10_001_000]])!.Value;

        Assert.Equal(1e-4 * Math.Sqrt(2), deviation, 7);
    }

    [Fact]
    public void FromRepeats_CompilesOfDifferentLength_CountTheirOwnScatterOnly() =>
        Assert.Equal(0, CountRepeatability.FromRepeats([[1000, 1000], [2_000_000, 2_000_000]]));

    [Fact]
    public void FromRepeats_NoCompileCountedTwice_IsNotKnown() => Assert.Null(CountRepeatability.FromRepeats([[1000], []]));
}
