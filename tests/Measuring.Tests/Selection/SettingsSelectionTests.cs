using CompileBench.Engines.Settings;
using CompileBench.Measuring.Selection;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Measuring.Tests.Selection;

public class SettingsSelectionTests
{
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
