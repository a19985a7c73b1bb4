using CompileBench.Analysis.Explanation;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Explaining.Blame;
using CompileBench.Measuring.Instructions;
using CompileBench.Measuring.Tests.Instructions;
using CompileBench.Modules;
using CompileBench.Modules.Wasm.Editing;
using Xunit;

namespace CompileBench.Measuring.Tests.Explaining;

public class BlameTests
{
    public static TheoryData<string> Engines => SharedEngines.Labels;

    [Theory]
    [MemberData(nameof(Engines))]
    public void CountedBlame_EveryEngine_FunctionsInTheModulesOrder(string label)
    {
        var engine = SharedEngines.ForCounting(label);
        var (module, heavy) = HeavyAmongLight.Make(light: 60, heavyPlace: 37);

        var blame = Blame(engine, module);

        Assert.Equal(61, blame.Functions.Length);
        Assert.Equal(heavy, blame.Functions[0].Function.Index);
        Assert.Equal(blame.Total, blame.Functions.Sum(f => f.Cost) + blame.OutsideFunctions!.Value, blame.Total * 1e-6);
    }

    [Fact]
    public void CountedBlame_OneHeavyFunctionAmongFiveHundred_WithinATenthOfWhatTheModuleCostsWithoutIt()
    {
        var engine = SharedEngines.ForCounting("package");
        var (module, heavy) = HeavyAmongLight.Make(light: 500, heavyPlace: 137);

        var blame = Blame(engine, module);

        var substituted = Count(engine, module) - Count(engine, Without(module, heavy));
        Assert.Equal(heavy, blame.Functions[0].Function.Index);
        Assert.InRange(blame.Functions[0].Cost / substituted, 0.9, 1.1);
        Assert.InRange(blame.Functions[0].Share, 0.9 * substituted / blame.Total, 1.1 * substituted / blame.Total);
    }

    [Fact]
    public void CountedBlame_OnSeveralThreads_SaysThatItCannot()
    {
        var engine = SharedEngines.ForCounting("package");
        var (module, _) = HeavyAmongLight.Make(light: 3, heavyPlace: 1);

        var result = CountedBlame.Measure(engine, CompilerSettings.Baseline with { Knobs = EngineKnobs.Parallel }, "m", module, InstructionCounter.DefaultLimits, TestContext.Current.CancellationToken);

        Assert.Null(result.Blame);
        Assert.Contains("several threads", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SubstitutionBlame_OneHeavyFunctionAmongLightOnes_FoundFirst()
    {
        var engine = SharedEngines.ForCounting("package");
        var (module, heavy) = HeavyAmongLight.Make(light: 30, heavyPlace: 7);

        var blame = SubstitutionBlame.Measure(engine, CompilerSettings.Baseline, "m", module, BlameUnit.Instructions, modules => [.. modules.Select(m => Count(engine, m))], most: 2)!;

        Assert.Equal(heavy, blame.Functions[0].Function.Index);
        Assert.True(blame.Functions[0].Share > 0.5);
    }

    // The cost is the size, which needs no engine.
    [Fact]
    public void SubstitutionBlame_ModuleWithoutItsBodies_IsWhatLiesOutsideFunctions()
    {
        var module = HeavyAmongLight.WithGlobals(1000);
        var engine = new EngineBuild("none", "none", ModuleDigest.Compute(module));

        var blame = SubstitutionBlame.Measure(engine, CompilerSettings.Baseline, "m", module, BlameUnit.Nanoseconds, modules => [.. modules.Select(m => (double)m.Length)], most: 1)!;

        Assert.Equal(module.Length, blame.Total);
        Assert.InRange(blame.OutsideFunctions!.Value, blame.Total / 2, blame.Total - blame.Functions[0].Cost);
    }

    [Theory]
    [InlineData("package")]
    [InlineData("49.0.0")]
    public void CountedBlame_GlobalsWithReferences_AreTheStartUpFunction(string label)
    {
        var engine = SharedEngines.ForCounting(label);

        var few = Blame(engine, HeavyAmongLight.WithGlobals(100));
        var many = Blame(engine, HeavyAmongLight.WithGlobals(1000));

        Assert.Null(Blame(engine, HeavyAmongLight.WithGlobals(0)).StartUp);
        Assert.True(many.StartUp > 5 * few.StartUp, $"{few.StartUp} and {many.StartUp}");
        Assert.True(many.StartUp > many.Total / 2, $"{many.StartUp} of {many.Total}");
        Assert.Equal(many.Total, many.Functions.Sum(f => f.Cost) + many.StartUp!.Value + many.OutsideFunctions!.Value, many.Total * 1e-6);
    }

    [Fact]
    public void Divide_TrampolinesThatTranslateInitialisers_AreTheStartUpFunction()
    {
        DumpedInterval[] intervals =
        [
            new(1, "x::compile_function", 10), new(2, "x::compile_trampoline", 90), new(3, "x::compile_trampoline", 7), new(4, "x::compile_trampoline", 500, TranslatesStartUp: true),
            new(5, "x::pre_link", 8), new(6, null, 5, TranslatesStartUp: true),
        ];

        var divided = FunctionIntervals.Divide(intervals, 1)!;

        Assert.Equal(90, Assert.Single(divided.Functions));
        Assert.Equal(500, divided.StartUp);
        Assert.Equal(10 + 7 + 8 + 5, divided.Outside);
    }

    [Fact]
    public void Divide_CallsThatAreNotOneForEachBody_Refused()
    {
        DumpedInterval[] intervals = [new(1, "x::compile_function", 10), new(2, "x::pre_link", 90), new(3, null, 5)];

        Assert.NotNull(FunctionIntervals.Divide(intervals, 1));
        Assert.Null(FunctionIntervals.Divide(intervals, 2));
    }

    private static ModuleBlame Blame(EngineBuild engine, byte[] module)
    {
        var result = CountedBlame.Measure(engine, CompilerSettings.Baseline, "m", module, InstructionCounter.DefaultLimits, TestContext.Current.CancellationToken);
        return result.Blame ?? throw new InvalidOperationException(result.Message);
    }

    private static double Count(EngineBuild engine, byte[] module) =>
        InstructionCounter.Count(engine, CompilerSettings.Baseline, module, InstructionCounter.DefaultLimits, TestContext.Current.CancellationToken).Instructions
        ?? throw new InvalidOperationException("not counted");

    private static byte[] Without(byte[] module, int body) => (ModuleEdit.None with { TrappedBodies = [body] }).Apply(ModuleParts.Find(module));
}
