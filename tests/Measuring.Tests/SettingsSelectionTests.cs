using CompileBench.Engines.Settings;
using CompileBench.Measuring.Selection;
using Xunit;

namespace CompileBench.Measuring.Tests;

public class SettingsSelectionTests
{
    [Fact]
    public void Of_NothingNamed_AllSettings() => Assert.Equal(CompilerSettings.All, SettingsSelection.Of([]));

    [Fact]
    public void Of_CommasAndRepeats_EachOnceInTheirOrder() =>
        Assert.Equal(["winch", "none-singlepass+parallel", "pulley"], SettingsSelection.Of(["winch, none-singlepass+parallel", "pulley,winch"]).Select(s => s.Name));

    [Fact]
    public void Of_AMisspeltName_SuggestsTheNearest()
    {
        var fault = Assert.Throws<UsageException>(() => SettingsSelection.Of(["none-singelpass"]));

        Assert.Contains("none-singlepass", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3s", 3000)]
    [InlineData("250ms", 250)]
    [InlineData("10m", 600_000)]
    public void Time_WithItsUnit_IsRead(string text, double milliseconds) =>
        Assert.Equal(milliseconds, OptionQuantities.Time("--budget", text)!.Value.TotalMilliseconds);

    [Fact]
    public void Size_NoSize_NamesTheOption()
    {
        var fault = Assert.Throws<UsageException>(() => OptionQuantities.Size("--memory-limit", "much"));

        Assert.StartsWith("--memory-limit 'much'", fault.Message, StringComparison.Ordinal);
    }
}
