using CompileBench.Modules.Generation;
using CompileBench.Modules.Profiling;
using CompileBench.Modules.Wasm.Components;
using CompileBench.Modules.Wasm.Reading;
using Xunit;

namespace CompileBench.Modules.Tests.Wasm.Components;

public class CoreModulesTests
{
    private const byte CoreModuleSection = 1;
    private const byte ComponentSection = 4;
    private const byte CustomSection = 0;

    private static readonly byte[] First = GeneratorRecipe.Parse("diamonds-result@40").Generate();
    private static readonly byte[] Second = GeneratorRecipe.Parse("many-functions@30").Generate();

    [Fact]
    public void Find_NestedComponents_NamesEachModuleByItsPlace()
    {
        var inner = Component((CustomSection, [1, (byte)'x']), (CoreModuleSection, Second));
        var outer = Component((CoreModuleSection, First), (ComponentSection, inner), (CoreModuleSection, Second), (ComponentSection, inner));

        var found = CoreModules.Find(outer);

        Assert.Equal(["0", "component-0/0", "1", "component-1/0"], found.Select(m => m.Path));
        Assert.Equal([First, Second, Second, Second], found.Select(m => m.In(outer).ToArray()));
    }

    [Fact]
    public void Profile_Component_IsTheSumOfItsCoreModules()
    {
        var component = Component((CoreModuleSection, First), (ComponentSection, Component((CoreModuleSection, Second))));
        var (first, second, whole) = (ModuleProfiler.Profile(First), ModuleProfiler.Profile(Second), ModuleProfiler.Profile(component));

        Assert.Equal(component.Length, whole[ModuleMetrics.ModuleBytes]);
        foreach (var metric in (ComplexityMetric[])[FunctionMetrics.BodyBytes, FunctionMetrics.Instructions, ModuleMetrics.FunctionCount, ModuleMetrics.CodeSectionBytes])
        {
            Assert.Equal(first[metric] + second[metric], whole[metric]);
        }

        Assert.Equal(Math.Max(first.Heaviest[0][FunctionMetrics.BodyBytes], second.Heaviest[0][FunctionMetrics.BodyBytes]), whole.Heaviest[0][FunctionMetrics.BodyBytes]);
        Assert.StartsWith("core module 0: ", whole.Heaviest[0].Name, StringComparison.Ordinal);
        Assert.Equal(First.AsSpan(first.Heaviest[0].Offset, 4), component.AsSpan(whole.Heaviest[0].Offset, 4));
        Assert.Equal([("0", first[ModuleMetrics.FunctionCount]), ("component-0/0", second[ModuleMetrics.FunctionCount])], whole.CoreModules.Select(m => (m.Module.Path, (double)m.Functions)));
    }

    [Fact]
    public void Profile_Component_NumbersFunctionsThroughTheWholeComponent()
    {
        var seen = new List<(int Index, int Offset)>();
        var profile = ModuleProfiler.Profile(
            Component((CoreModuleSection, Second), (CoreModuleSection, First)),
            new ProfileOptions { HeaviestFunctions = int.MaxValue, OnFunction = (in FunctionCounts function) => seen.Add((function.Index, function.Offset)) });

        Assert.Equal(Enumerable.Range(0, seen.Count), seen.Select(f => f.Index));
        Assert.Equal(seen.Order(), profile.Heaviest.Select(f => (f.Index, f.Offset)).Order());
    }

    // Everything but the size is the module's own: no count is forgotten in the sum.
    [Fact]
    public void Profile_ComponentOfOneModule_HasTheModulesMetrics()
    {
        var (alone, inside) = (ModuleProfiler.Profile(First).ToDictionary(), ModuleProfiler.Profile(Component((CoreModuleSection, First))).ToDictionary());

        alone.Remove(ModuleMetrics.ModuleBytes.Name);
        inside.Remove(ModuleMetrics.ModuleBytes.Name);
        Assert.Equal(alone, inside);
    }

    [Fact]
    public void ProfileDocument_Component_ListsItsCoreModulesAndIsReadAgain()
    {
        var document = ProfileDocument.FromProfile(ModuleProfiler.Profile(Component((CoreModuleSection, First))));

        var read = ProfileJson.Parse(ProfileJson.Serialize(document));

        Assert.Equal(document.CoreModules, read.CoreModules);
        Assert.Equal(First.Length, Assert.Single(read.CoreModules).Bytes);
    }

    [Fact]
    public void Profile_MalformedCoreModule_IsNamedWithTheOffsetInTheComponent()
    {
        var broken = First.ToArray();
        broken[8] = 0xFF;

        var e = Assert.Throws<WasmDecodeException>(() => ModuleProfiler.Profile(Component((CustomSection, [1, (byte)'x']), (CoreModuleSection, broken))));

        Assert.Contains("core module 0", e.Message, StringComparison.Ordinal);
        Assert.Equal(8 + 4 + 1 + ComponentBytes.SizeBytes(broken.Length).Length + 8, e.Offset);
    }

    [Fact]
    public void Find_SectionBeyondTheEnd_IsRefused() =>
        Assert.Equal(WasmDecodeReason.UnexpectedEnd, Assert.Throws<WasmDecodeException>(() => CoreModules.Find([.. Component(), CoreModuleSection, 100, 0])).Reason);

    [Fact]
    public void Find_ComponentsNestedWithoutEnd_AreRefused()
    {
        var component = Component();
        for (var i = 0; i < 200; i++)
        {
            component = Component((ComponentSection, component));
        }

        Assert.Equal(WasmDecodeReason.LimitExceeded, Assert.Throws<WasmDecodeException>(() => CoreModules.Find(component)).Reason);
    }

    private static byte[] Component(params (byte Id, byte[] Contents)[] sections) => ComponentBytes.FromSections(sections);
}
