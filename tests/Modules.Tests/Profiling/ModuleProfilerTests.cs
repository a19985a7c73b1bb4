using CompileBench.Modules.Profiling;
using CompileBench.Modules.Tests.Wasm.Reading;
using CompileBench.Modules.Wasm.Reading;
using Xunit;

namespace CompileBench.Modules.Tests.Profiling;

public sealed class ModuleProfilerTests
{
    [Fact]
    public void Profile_ModuleOfManyParts_CountsEachPart()
    {
        var module = new ModuleBytes()
            .Section(1, 2, 0x60, 0, 0, 0x4E, 2, 0x60, 1, 0x7F, 0, 0x5E, 0x77, 1)
            .Section(2, 5, 0, 0, 0, 0, 0, 0, 1, 0x70, 0, 1, 0, 0, 2, 0, 1, 0, 0, 3, 0x7F, 0, 0, 0, 4, 0, 1)
            .Section(3, 2, 0, 1)
            .Section(4, 1, 0x70, 0, 1)
            .Section(5, 1, 0, 1)
            .Section(13, 1, 0, 1)
            .Section(6, 1, 0x7F, 0, 0x41, 0, 0x0B)
            .Section(7, [1, .. ModuleBytes.Name("go"), 0, 2])
            .Section(9, 1, 0, 0x41, 0, 0x0B, 2, 0, 1)
            .Section(12, 2)
            .Section(10, 2, 2, 0, 0x0B, 7, 1, 3, 0x7F, 0x20, 0, 0x1A, 0x0B)
            .Section(11, 2, 1, 3, 1, 2, 3, 1, 0)
            .Section(0, [.. ModuleBytes.Name("note"), 1, 2])
            .ToArray();

        var profile = ModuleProfiler.Profile(module);

        (ComplexityMetric Metric, double Value)[] expected =
        [
            (ModuleMetrics.ModuleBytes, module.Length), (ModuleMetrics.CodeSectionBytes, 12), (ModuleMetrics.DataBytes, 3),
            (ModuleMetrics.CustomSectionBytes, 7), (ModuleMetrics.FunctionCount, 2), (ModuleMetrics.ImportCount, 5),
            (ModuleMetrics.ImportedFunctionCount, 1), (ModuleMetrics.TypeCount, 3), (ModuleMetrics.RecursionGroupCount, 2),
            (ModuleMetrics.TableCount, 2), (ModuleMetrics.MemoryCount, 2), (ModuleMetrics.GlobalCount, 2), (ModuleMetrics.TagCount, 2),
            (ModuleMetrics.ExportCount, 1), (ModuleMetrics.ElementSegmentCount, 1), (ModuleMetrics.TableElements, 2),
            (ModuleMetrics.DataSegmentCount, 2), (FunctionMetrics.Parameters, 1), (FunctionMetrics.Locals, 3), (FunctionMetrics.Instructions, 4),
            (FunctionMetrics.BodyBytes, 9), (ModuleMetrics.MedianBodyBytes, 2), (ModuleMetrics.Percentile90BodyBytes, 7),
            (FunctionMetrics.OperandStackDepth, 1), (InstructionMetrics.LocalAccesses, 1),
        ];
        Assert.All(expected, pair => Assert.Equal((pair.Metric.Name, pair.Value), (pair.Metric.Name, profile[pair.Metric])));
        Assert.Equal(7.0 / 9, profile[ModuleMetrics.LargestBodyShare], 12);
        Assert.Equal(7, profile[ComplexityMetric.Find("maxBodyBytes")!]);
    }

    [Theory]
    [InlineData(1, new[] { 100, 100, 100, 100 }, 0.0)]
    [InlineData(1, new[] { 3, 3, 3, 991 }, 0.741)]
    public void Profile_BodySizes_GiveTheGiniCoefficient(int digits, int[] sizes, double expected)
    {
        var code = new List<byte>([.. ModuleBytes.Leb(sizes.Length)]);
        foreach (var size in sizes)
        {
            code.AddRange([.. ModuleBytes.Leb(size), 0, .. Enumerable.Repeat((byte)1, size - 2), 0x0B]);
        }

        var module = new ModuleBytes().Section(1, 1, 0x60, 0, 0).Section(3, [(byte)sizes.Length, .. new byte[sizes.Length]]).Section(10, [.. code]).ToArray();
        Assert.Equal(expected, ModuleProfiler.Profile(module)[ModuleMetrics.BodyBytesGini], digits);
    }

    [Fact]
    public void Profile_HeaviestFunctions_AreNamedByNameSectionThenExport()
    {
        var profile = ModuleProfiler.Profile(ThreeFunctions(), new ProfileOptions { HeaviestFunctions = 2 });
        Assert.Equal([(2, "exported"), (1, "named")], profile.Heaviest.Select(function => (function.Index, function.Name!)));
        Assert.Equal(6, profile.Heaviest[0][FunctionMetrics.BodyBytes]);
    }

    [Fact]
    public void Profile_NoFunctionsAskedFor_KeepsNone() =>
        Assert.Empty(ModuleProfiler.Profile(ThreeFunctions(), new ProfileOptions { HeaviestFunctions = 0 }).Heaviest);

    [Fact]
    public void Profile_AllFunctionsAskedFor_ComeByWeightThenOrder()
    {
        var profile = ModuleProfiler.Profile(ThreeFunctions(), new ProfileOptions { HeaviestFunctions = int.MaxValue, HeaviestBy = FunctionMetrics.Locals });
        Assert.Equal([0, 1, 2], profile.Heaviest.Select(function => function.Index));
    }

    [Fact]
    public void Profile_OnFunction_IsToldOfEveryFunctionInOrder()
    {
        var seen = new List<(int, double)>();
        _ = ModuleProfiler.Profile(ThreeFunctions(), new ProfileOptions { OnFunction = (in function) => seen.Add((function.Index, FunctionMetrics.BodyBytes.GetValue(function))) });
        Assert.Equal([(0, 2.0), (1, 4.0), (2, 6.0)], seen);
    }

    [Fact]
    public void Profile_HeavyByAMetricOfModules_IsRefused() =>
        Assert.Throws<ArgumentException>(() => ModuleProfiler.Profile(ThreeFunctions(), new ProfileOptions { HeaviestBy = ModuleMetrics.DataBytes }));

    [Fact]
    public void Profile_FiftyThousandLocalsInManySmallBodies_TakesNoTimeForThem()
    {
        // Each body claims as many locals as may be and touches none: 20,000 times 1.6 MB to clear would take minutes.
        const int Bodies = 20_000;
        byte[] body = [6, 1, 0xD0, 0x86, 0x03, 0x7F, 0x0B];
        var module = new ModuleBytes()
            .Section(1, 1, 0x60, 0, 0)
            .Section(3, [.. ModuleBytes.Leb(Bodies), .. new byte[Bodies]])
            .Section(10, [.. ModuleBytes.Leb(Bodies), .. Enumerable.Repeat(body, Bodies).SelectMany(bytes => bytes)])
            .ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(50_000.0 * Bodies, ModuleProfiler.Profile(module)[FunctionMetrics.Locals]);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    [Fact]
    public void Profile_SameModuleTwice_GivesTheSameMetrics()
    {
        var module = RandomBody.Module(77);
        Assert.Equal(ModuleProfiler.Profile(module).ToDictionary(), ModuleProfiler.Profile(module).ToDictionary());
    }

    [Fact]
    public void Profile_MalformedModule_SaysWhereAsTheDecoderDoes()
    {
        var module = ModuleBytes.OfBody(0, 0x41, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x1A, 0x0B);
        var expected = Assert.Throws<WasmDecodeException>(() => ModuleDecoder.Decode(module));
        Assert.Equal(expected.Message, Assert.Throws<WasmDecodeException>(() => ModuleProfiler.Profile(module)).Message);
    }

    private static byte[] ThreeFunctions()
    {
        byte[] names = [1, 1, .. ModuleBytes.Name("named")];
        return new ModuleBytes()
            .Section(1, 1, 0x60, 0, 0)
            .Section(3, 3, 0, 0, 0)
            .Section(7, [2, .. ModuleBytes.Name("exported"), 0, 2, .. ModuleBytes.Name("other"), 0, 1])
            .Section(10, 3, 2, 0, 0x0B, 4, 0, 1, 1, 0x0B, 6, 0, 1, 1, 1, 1, 0x0B)
            .Section(0, [.. ModuleBytes.Name("name"), 1, .. ModuleBytes.Leb(names.Length), .. names])
            .ToArray();
    }
}
