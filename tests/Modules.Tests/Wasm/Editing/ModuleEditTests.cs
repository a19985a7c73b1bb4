using CompileBench.Modules.Generation.Fuzzing;
using CompileBench.Modules.Profiling;
using CompileBench.Modules.Tests.Generation;
using CompileBench.Modules.Tests.Wasm.Reading;
using CompileBench.Modules.Wasm.Editing;
using Xunit;

namespace CompileBench.Modules.Tests.Wasm.Editing;

public class ModuleEditTests
{
    [Fact]
    public void Apply_AnyRunOfAnyBodyCut_StaysValid()
    {
        var cuts = 0;
        for (ulong seed = 0; seed < 40; seed++)
        {
            var parts = ModuleParts.Find(FuzzGenerator.Generate(seed, FuzzOptions.Everything));
            for (var body = 0; body < parts.Bodies.Count; body++)
            {
                foreach (var run in InstructionRun.FindAll(parts, body).Take(25))
                {
                    var cut = ModuleEdit.None with { Cuts = ModuleEdit.None.Cuts.Add(body, run) };
                    Assert.Null(WasmtimeEngine.Fault(cut.Apply(parts)));
                    cuts++;
                }
            }
        }

        Assert.True(cuts > 1000, $"only {cuts} cuts were tried");
    }

    [Fact]
    public void Apply_EverythingTakenOut_StaysValidAndKeepsNoBody()
    {
        foreach (var file in Corpora.AllWellFormed)
        {
            var module = File.ReadAllBytes(file);
            if (WasmtimeEngine.Fault(module) is not null)
            {
                continue;
            }

            var parts = ModuleParts.Find(module);
            var bare = new ModuleEdit
            {
                TrappedBodies = [.. Enumerable.Range(0, parts.Bodies.Count)],
                EmptiedData = [.. Enumerable.Range(0, parts.Data.Count)],
                WithoutCustomSections = true,
            }.Apply(parts);
            Assert.Null(WasmtimeEngine.Fault(bare));
            var profile = ModuleProfiler.Profile(bare);
            Assert.Equal(3.0 * parts.Bodies.Count, ComplexityMetric.Find("bodyBytes")!.GetValue(profile));
        }
    }

    [Fact]
    public void Apply_NothingTakenOut_SameModule()
    {
        foreach (var file in Corpora.Smith)
        {
            var module = File.ReadAllBytes(file);
            var parts = ModuleParts.Find(module);
            var (before, after) = (ModuleProfiler.Profile(module), ModuleProfiler.Profile(ModuleEdit.None.Apply(parts)));
            Assert.All(ComplexityMetric.ForFunctions, metric => Assert.Equal(metric.GetValue(before), metric.GetValue(after)));
        }
    }
}
