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
        Assert.Equal(expected with { Knobs = EngineKnobs.Parallel }, parallel);
        Assert.Equal(expected.Name + "+parallel", parallel.Name);
    });

    [Fact]
    public void TryParse_EveryKnobAlone_GivesThatKnob() => Assert.All(EngineKnob.All, knob =>
    {
        Assert.True(CompilerSettings.TryParse("winch+" + knob.Name, out var settings));
        Assert.Equal(knob.Knob, settings.Knobs);
        Assert.Equal("winch+" + knob.Name, settings.Name);
    });

    [Fact]
    public void Knobs_NamesAndValues_AreOneList() =>
        Assert.Equal(
            KnobNames.All.Select((k, i) => (k.Name, (EngineKnobs)(1 << i))),
            EngineKnob.All.Select(k => (k.Name, k.Knob)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("winhc")]
    [InlineData("Winch")]
    [InlineData("winch+parallel+parallel")]
    [InlineData("winch+fuel+parallel")]
    [InlineData("winch+")]
    [InlineData("winch+feul")]
    [InlineData("+parallel")]
    public void TryParse_UnknownName_Fails(string? name) => Assert.False(CompilerSettings.TryParse(name, out _));
}
