using CompileBench.Engines.Settings;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Engines.Tests.Settings;

public class CompilerSettingsTests
{
    [Fact]
    public void All_NamesAndValues_AreDistinctAndBeginWithTheBaseline()
    {
        Assert.Equal(CompilerSettings.All.Count, CompilerSettings.All.Select(s => s.Name).Distinct().Count());
        Assert.Equal(CompilerSettings.All.Count, CompilerSettings.All.Select(s => s with { BaseName = "" }).Distinct().Count());
        Assert.Equal(SettingNames.Baseline, CompilerSettings.All[0].Name);
        Assert.All(CompilerSettings.All, s => Assert.False(s.Parallel));
    }

    [Fact]
    public void TryParse_EveryName_GivesEqualSettings() => Assert.All(CompilerSettings.All, expected =>
    {
        Assert.True(CompilerSettings.TryParse(expected.Name, out var plain));
        Assert.Equal(expected, plain);
        Assert.True(CompilerSettings.TryParse(expected.Name + "+parallel", out var parallel));
        Assert.Equal(expected with { Parallel = true }, parallel);
        Assert.Equal(expected.Name + "+parallel", parallel.Name);
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("winhc")]
    [InlineData("Winch")]
    [InlineData("winch+parallel+parallel")]
    [InlineData("+parallel")]
    public void TryParse_UnknownName_Fails(string? name) => Assert.False(CompilerSettings.TryParse(name, out _));
}
