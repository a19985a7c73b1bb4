using CompileBench.Analysis.Scaling.Growth;
using CompileBench.Reporting.Documents.Ladders;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Ladders;

public sealed class InstructionLawTests
{
    [Theory]
    [InlineData(1.0, GrowthVerdict.AtMostMild)]
    [InlineData(2.0, GrowthVerdict.Superlinear)]
    public void FromCounts_FiveExactCounts_SettleTheLaw(double exponent, GrowthVerdict expected)
    {
        int[] sizes = [64, 128, 256, 512, 1024];
        var counts = sizes.Select(size => new CountedRung(
            "invented", size, "winch", "0.0.0-test", "sha256:00", sizes, (long)(20_000 * Math.Pow(size, exponent)), null, new CountingConditions("a processor", null)));

        var law = Assert.Single(InstructionLaw.FromCounts(counts, ["winch"]));

        Assert.Equal(expected, law.Growth.Verdict);
        Assert.InRange(law.Growth.Local!.Value, exponent - 0.02, exponent + 0.02);
        Assert.StartsWith(
            expected == GrowthVerdict.Superlinear ? "instructions grow faster than the module in 1 of 1 ladder: invented under winch (k = 2.00 (" : "instructions grow faster than the module in none of 1 ladder; 1 at most mild, 0 open",
            InstructionScalingText.FromCounts([.. counts], ["winch"], null).Blocks[0].Line,
            StringComparison.Ordinal);
    }

    [Fact]
    public void IsComparableTo_AnotherCpuModelOrTunables_IsFalse()
    {
        var here = new CountingConditions("a processor", null);

        Assert.True(here.IsComparableTo(new CountingConditions("a processor", null)));
        Assert.False(here.IsComparableTo(new CountingConditions("another processor", null)));
        Assert.False(here.IsComparableTo(new CountingConditions("a processor", "glibc.malloc.arena_max=1")));
    }
}
