using CompileBench.Engines.Settings;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Engines.Tests.Settings;

public sealed class SettingNativeCallsTests
{
    [Fact]
    public void All_IsTheVocabularyInItsOrder()
    {
        Assert.Equal(SettingNames.All, CompilerSettings.All.Select(s => s.Name));
        Assert.Equal(SettingNames.Baseline, CompilerSettings.Baseline.Name);
    }

    [Fact]
    public void ConfigPlan_EverySetting_HasNativeCallsOfItsOwn()
    {
        var plans = SettingNames.All.Select(name => CompilerSettings.TryParse(name, out var settings) ? string.Join('\n', ConfigPlan.ForSettings(settings)) : name + " is unknown").ToList();

        Assert.Equal(plans.Count, plans.Distinct().Count());
        Assert.All(plans, plan => Assert.Contains("wasmtime_config_strategy_set", plan, StringComparison.Ordinal));
    }
}
