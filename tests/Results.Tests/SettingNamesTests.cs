using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Results.Tests;

public sealed class SettingNamesTests
{
    [Fact]
    public void All_StartsWithTheBaselineAndNamesNothingTwice()
    {
        Assert.Equal(SettingNames.Baseline, SettingNames.All[0]);
        Assert.Equal(SettingNames.All.Count, SettingNames.All.Distinct().Count());
    }

    [Fact]
    public void DistanceFromBaseline_EverySetting_IsItsPlaceAmongTheNearest()
    {
        Assert.Equal(SettingNames.NearestFirst.Select((_, i) => i), SettingNames.NearestFirst.Select(SettingNames.DistanceFromBaseline));
        Assert.Equal(SettingNames.All.Order(), SettingNames.NearestFirst.Order());
        Assert.Equal(SettingNames.All.Count, SettingNames.DistanceFromBaseline("other"));
    }

    [Theory]
    [InlineData("winch", "winch", "")]
    [InlineData("winch+parallel", "winch", "+parallel")]
    public void BaseName_WithAndWithoutSuffix_IsSplitAtThePlusSign(string settings, string name, string suffix)
    {
        Assert.Equal((name, suffix), (SettingNames.BaseName(settings), SettingNames.Suffix(settings)));
        Assert.Equal(SettingNames.DistanceFromBaseline(name), SettingNames.DistanceFromBaseline(settings));
    }

    [Fact]
    public void RankIn_UnknownName_ComesLast() => Assert.Equal((1, int.MaxValue), (SettingNames.RankIn(["a", "b"], "b"), SettingNames.RankIn(["a", "b"], "c")));
}
