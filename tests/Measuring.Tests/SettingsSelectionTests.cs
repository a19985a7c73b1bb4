using CompileBench.Engines.Settings;
using CompileBench.Measuring.Selection;
using Xunit;

namespace CompileBench.Measuring.Tests;

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
}
