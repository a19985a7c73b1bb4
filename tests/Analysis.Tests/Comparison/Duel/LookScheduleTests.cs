using CompileBench.Analysis.Comparison.Duel;
using Xunit;

namespace CompileBench.Analysis.Tests.Comparison.Duel;

public sealed class LookScheduleTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(9)]
    public void SpendAtEnd_AfterAnyNumberOfLooks_SpendsExactlyTheMisrateInAll(int looks) =>
        Assert.Equal(0.01, (looks * LookSchedule.Spend(0.01)) + LookSchedule.SpendAtEnd(0.01, looks), 12);

    [Fact]
    public void SpendAtEnd_AfterTheLastLook_HasNothingLeft() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LookSchedule.SpendAtEnd(0.01, LookSchedule.MostLooks));
}
