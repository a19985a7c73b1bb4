using CompileBench.Engines.Isolation;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Instructions;
using CompileBench.Modules.Catalog;
using Xunit;

namespace CompileBench.Measuring.Tests.Instructions;

public class InstructionCounterTests
{
    [Fact]
    public void Count_SameCompileTwice_DiffersByLessThanATwoThousandth()
    {
        var engine = SharedEngines.ForCounting("package");
        var module = Ladder("nested-loops-locals@40");

        var first = Counted(InstructionCounter.Count(engine, CompilerSettings.Baseline, module, InstructionCounter.DefaultLimits, TestContext.Current.CancellationToken));
        var second = Counted(InstructionCounter.Count(engine, CompilerSettings.Baseline, module, InstructionCounter.DefaultLimits, TestContext.Current.CancellationToken));

        Assert.InRange(Math.Abs(Math.Log((double)first / second)), 0, 0.0005);
    }

    [Fact]
    public void Count_NoModule_RejectedInTheEnginesWords()
    {
        var engine = SharedEngines.ForCounting("package");

        var count = InstructionCounter.Count(engine, CompilerSettings.Baseline, "no module"u8, InstructionCounter.DefaultLimits, TestContext.Current.CancellationToken);

        var ended = Assert.IsType<InstructionCount.NotCompiled>(count);
        Assert.Contains("magic header", Assert.IsType<Outcome.Rejected>(ended.Outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Count_SettingsAnEngineDiesOf_Crashed()
    {
        var engine = SharedEngines.ForCounting("36.0.0");
        Assert.True(CompilerSettings.TryParse("speed-singlepass", out var settings));

        var count = InstructionCounter.Count(engine, settings, Ladder("nested-blocks@4"), InstructionCounter.DefaultLimits, TestContext.Current.CancellationToken);

        var ended = Assert.IsType<Outcome.Crashed>(Assert.IsType<InstructionCount.NotCompiled>(count).Outcome);
        Assert.Contains("SIGABRT", ended.HowItEnded, StringComparison.Ordinal);
        Assert.Contains("panicked", ended.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public void Count_PastItsDeadline_TimedOutAndGone()
    {
        var engine = SharedEngines.ForCounting("package");
        var limits = new OperationLimits(TimeSpan.FromMilliseconds(300), null);

        var count = InstructionCounter.Count(engine, CompilerSettings.Baseline, Ladder("nested-loops-locals@400"), limits, TestContext.Current.CancellationToken);

        Assert.IsType<Outcome.TimedOut>(Assert.IsType<InstructionCount.NotCompiled>(count).Outcome);
    }

    [Fact]
    public void Count_OnSeveralThreads_SaysThatItCannot()
    {
        var engine = SharedEngines.ForCounting("package");

        var count = InstructionCounter.Count(
            engine, CompilerSettings.Baseline with { Knobs = EngineKnobs.Parallel }, Ladder("nested-blocks@4"), InstructionCounter.DefaultLimits, TestContext.Current.CancellationToken);

        Assert.Contains("several threads", Assert.IsType<InstructionCount.NotMeasuredHere>(count).Reason, StringComparison.Ordinal);
    }

    internal static byte[] Ladder(string recipe)
    {
        var catalog = ModuleCatalog.Load();
        Assert.True(catalog.TryFind(recipe, out var entry, out var fault), fault);
        return catalog.Generate(entry);
    }

    private static long Counted(InstructionCount count) => Assert.IsType<InstructionCount.Counted>(count).Total;
}
