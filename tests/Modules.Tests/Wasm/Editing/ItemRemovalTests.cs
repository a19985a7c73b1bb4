using CompileBench.Modules.Generation.Fuzzing;
using CompileBench.Modules.Profiling;
using CompileBench.Modules.Tests.Generation;
using CompileBench.Modules.Wasm.Editing;
using CompileBench.Modules.Wasm.Reading;
using Xunit;

namespace CompileBench.Modules.Tests.Wasm.Editing;

public sealed class ItemRemovalTests
{
    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void Apply_RandomItemsOfFuzzModules_GivesValidModules(ulong seed)
    {
        var map = ModuleMap.Create(FuzzGenerator.Generate(seed, FuzzOptions.Everything));
        var removal = new ItemRemoval(map);
        var random = new Random((int)seed);
        var smaller = 0;
        for (var round = 0; round < 25; round++)
        {
            var share = random.NextDouble();
            if (removal.Apply(Enumerable.Range(0, map.Items.Count).Where(_ => random.NextDouble() < share)) is { } module)
            {
                smaller++;
                ModuleDecoder.Decode(module);
                Assert.Null(WasmtimeEngine.Fault(module));
            }
        }

        Assert.True(smaller > 5, $"{smaller} of 25 removals removed anything");
    }

    [Fact]
    public void Apply_AllItems_GivesAnEmptyModule()
    {
        var map = ModuleMap.Create(FuzzGenerator.Generate(4, FuzzOptions.Default));

        var module = new ItemRemoval(map).Apply(Enumerable.Range(0, map.Items.Count));

        Assert.NotNull(module);
        Assert.InRange(module.Length, 8, 16);
    }

    [Fact]
    public void Create_FuzzModule_FindsEveryItem()
    {
        foreach (var seed in (ulong[])[5, 6, 7])
        {
            var bytes = FuzzGenerator.Generate(seed, FuzzOptions.Everything);
            var map = ModuleMap.Create(bytes);
            var profile = ModuleProfiler.Profile(bytes);

            Assert.Equal(profile[ModuleMetrics.FunctionCount], map.Items.Count(item => item.Body.Length > 0));
            Assert.Equal(profile[ModuleMetrics.TypeCount], map.Items.Where(item => item.Space == IndexSpace.Type).Sum(item => item.Count));
            Assert.Equal(profile[ModuleMetrics.TableElements], map.Elements.Sum(segment => segment.Starts.Length - 1));
            Assert.Equal(profile[ModuleMetrics.DataBytes], map.Data.Sum(segment => segment.Bytes.Length));
        }
    }
}
