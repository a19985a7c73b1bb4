using CompileBench.Engines.Settings;
using CompileBench.Measuring.Selection;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Measuring.Tests.Selection;

public class SettingsSelectionTests
{
    [Fact]
    public void Parse_NothingNamed_AllSettings() => Assert.Equal(CompilerSettings.All, SettingsSelection.Parse([]));

    [Fact]
    public void Parse_CommasAndRepeats_EachOnceInTheirOrder() =>
        Assert.Equal(["winch", "none-singlepass+parallel", "pulley"], SettingsSelection.Parse(["winch, none-singlepass+parallel", "pulley,winch"]).Select(s => s.Name));

    [Fact]
    public void Parse_AMisspeltName_SuggestsTheNearest()
    {
        var fault = Assert.Throws<UsageException>(() => SettingsSelection.Parse(["none-singelpass"]));

        Assert.Contains("none-singlepass", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("all", 7)]
    [InlineData("all,winch+fuel,winch", 8)]
    public void Parse_All_IsTheSevenSettings(string text, int count)
    {
        var settings = SettingsSelection.Parse([text]);

        Assert.Equal(CompilerSettings.All, settings.Take(7));
        Assert.Equal(count, settings.Count);
    }

    [Fact]
    public void WithKnobs_TwoSettings_EachIsFollowedByItselfWithEachKnobAlone() =>
        Assert.Equal(
            ["winch", "winch+fuel", "winch+nan", "pulley+epochs", "pulley+fuel+epochs", "pulley+epochs+nan"],
            SettingsSelection.WithKnobs(SettingsSelection.Parse(["winch,pulley+epochs"]), ["nan", "fuel"]).Select(s => s.Name));

    [Fact]
    public void WithKnobs_All_IsEveryKnob() =>
        Assert.Equal(KnobNames.All.Count - KnobNames.Proposals.Count + 1, SettingsSelection.WithKnobs([CompilerSettings.Baseline], ["all"]).Count);

    [Fact]
    public void WithKnobs_UnknownKnob_SuggestsTheNearest() =>
        Assert.Contains("'epochs'", Assert.Throws<UsageException>(() => SettingsSelection.WithKnobs([CompilerSettings.Baseline], ["epoch"])).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_KnobsInAnotherOrder_SaysTheOrder() =>
        Assert.Contains("in this order: +parallel, +fuel", Assert.Throws<UsageException>(() => SettingsSelection.Parse(["winch+nan+fuel"])).Message, StringComparison.Ordinal);
}
