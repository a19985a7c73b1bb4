using CompileBench.Engines.Native;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Settings;
using Xunit;

namespace CompileBench.Engines.Tests.Settings;

public class ConfigPlanTests
{
    [Fact]
    public void ForSettings_EverySetting_IsItsOwnListOfCalls()
    {
        var plans = CompilerSettings.All.Select(s => string.Join('\n', ConfigPlan.ForSettings(s))).ToList();

        Assert.Equal(plans.Count, plans.Distinct().Count());
    }

    [Fact]
    public void ForSettings_Parallel_ChangesOnlyThatSwitch() => Assert.All(CompilerSettings.All, settings =>
    {
        var plain = ConfigPlan.ForSettings(settings);
        var parallel = ConfigPlan.ForSettings(settings with { Knobs = EngineKnobs.Parallel });

        var changed = plain.Zip(parallel).Where(pair => pair.First != pair.Second).ToList();
        Assert.Equal("wasmtime_config_parallel_compilation_set", Assert.Single(changed).First.Setter);
    });

    [Fact]
    public void ForSettings_Winch_GetsNeitherCraneliftsLevelNorAFeatureItLacks()
    {
        var plan = ConfigPlan.ForSettings(CompilerSettings.All.Single(s => s.Strategy == Strategy.Winch));

        Assert.DoesNotContain(plan, c => c.Setter.Contains("cranelift", StringComparison.Ordinal));
        Assert.Equal(new ConfigValue.Number(0), plan.Single(c => c.Setter == "wasmtime_config_wasm_relaxed_simd_set").Value);
    }

    [Fact]
    public void ForSettings_SinglePass_HasAnotherWayForOlderLibraries()
    {
        var plan = ConfigPlan.ForSettings(CompilerSettings.All.Single(s => s.Name == "speed-singlepass"));

        var allocator = plan.Single(c => c.Setter == "wasmtime_config_cranelift_regalloc_algorithm_set");
        Assert.Equal(new ConfigValue.Flag("regalloc_algorithm", "single_pass"), allocator.Otherwise?.Value);
        Assert.Equal(WhenAbsent.Refuse, allocator.Otherwise?.Absent);
    }

    [Fact]
    public void Build_EverySettingOfThePackage_MakesAnEngineThatCompiles()
    {
        var library = WasmtimeLibrary.Load(null);
        Assert.All(CompilerSettings.All, settings =>
        {
            using var engine = new ConfiguredEngine(library, settings);
            var module = engine.Compile(SmallModule.Bytes, out var rejection);
            Assert.Null(rejection);
            engine.Delete(module);
        });
    }
}
