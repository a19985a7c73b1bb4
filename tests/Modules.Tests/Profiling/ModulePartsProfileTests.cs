using CompileBench.Modules.Generation;
using CompileBench.Modules.Profiling;
using CompileBench.Modules.Profiling.Reference;
using CompileBench.Modules.Tests.Wasm.Reading;
using CompileBench.Modules.Wasm.Format;
using Xunit;

namespace CompileBench.Modules.Tests.Profiling;

public sealed class ModulePartsProfileTests
{
    [Fact]
    public void Profile_SegmentOfNullExpressions_CountsThem()
    {
        var module = new ModuleBytes()
            .Section(4, 1, 0x70, 0, 9)
            .Section(9, [1, 4, 0x41, 0, 0x0B, 9, .. Enumerable.Repeat((byte[])[0xD0, 0x70, 0x0B], 9).SelectMany(b => b)])
            .ToArray();

        var profile = ModuleProfiler.Profile(module);

        Assert.Equal(9, profile[ModuleMetrics.TableElements]);
        Assert.Equal(3 + (9 * 3), profile[ModuleMetrics.ConstantExpressionBytes]);
        Assert.Equal(9, profile[ModuleMetrics.ConstantInstructions]);
        Assert.Null(ReferenceComparison.FindDifference(module));
    }

    [Fact]
    public void Profile_ExpressionsOfEverySection_AreCounted()
    {
        // A table with an initial element, a global with three instructions, every form of an element segment, two data segments.
        var module = new ModuleBytes()
            .Section(1, 1, 0x60, 0, 0)
            .Section(3, 1, 0)
            .Section(4, 1, 0x40, 0, 0x70, 0, 1, 0xD0, 0x70, 0x0B)
            .Section(5, 1, 0, 1)
            .Section(6, 1, 0x7F, 0, 0x41, 1, 0x41, 2, 0x6A, 0x0B)
            .Section(
                9, [8, 0, 0x41, 0, 0x0B, 1, 0, 1, 0, 1, 0, 2, 0, 0x41, 0, 0x0B, 0, 1, 0, 3, 0, 1, 0, 4, 0x41, 0, 0x0B, 1, 0xD2, 0, 0x0B, 5, 0x70, 1, 0xD2, 0, 0x0B, 6, 0, 0x41, 0, 0x0B, 0x70, 1, 0xD0, 0x70, 0x0B, 7, 0x70, 0])
            .Section(12, 2)
            .Section(10, 1, 2, 0, 0x0B)
            .Section(11, 2, 0, 0x41, 0, 0x0B, 1, 9, 1, 1, 9)
            .ToArray();

        var profile = ModuleProfiler.Profile(module);

        Assert.Equal(7, profile[ModuleMetrics.TableElements]);
        Assert.Equal(3 + 6 + (4 * 3) + (3 * 3) + 3, profile[ModuleMetrics.ConstantExpressionBytes]);
        Assert.Equal(1 + 3 + 3, profile[ModuleMetrics.ConstantInstructions]);
        Assert.Null(ReferenceComparison.FindDifference(module));
    }

    [Theory]
    [InlineData("loads-stores@8", 0)]
    [InlineData("memory64-loads-stores@8", 16)]
    public void Profile_AccessesOfMemories_AreCountedApartWhereAddressesHave64Bits(string recipe, int expected) =>
        Assert.Equal(expected, ModuleProfiler.Profile(GeneratorRecipe.Parse(recipe).Generate())[PredictorMetrics.Memory64Accesses]);

    [Theory]
    [InlineData("struct-chain@8", 8, 0, 0)]
    [InlineData("cast-run@8", 0, 8, 0)]
    [InlineData("global-structs@8", 0, 0, 8)]
    public void Profile_ObjectsMadeAndCast_AreCountedApart(string recipe, int allocations, int casts, int constantAllocations)
    {
        var profile = ModuleProfiler.Profile(GeneratorRecipe.Parse(recipe).Generate());

        Assert.Equal(
            (allocations, casts, constantAllocations),
            ((int)profile[InstructionMetrics.ForClass(InstructionClass.GcAllocation)], (int)profile[InstructionMetrics.ForClass(InstructionClass.GcCast)], (int)profile[ModuleMetrics.ConstantAllocations]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Profile_NameSectionThatCannotBeRead_SaysSo(bool isLong)
    {
        byte[] map = isLong ? [1, 0, .. ModuleBytes.Leb(100_001), .. new byte[100_001]] : [2, 0, .. ModuleBytes.Name("a"), 1, 5];
        var module = WithFunctionNames(map);

        var notice = Assert.Single(ModuleProfiler.Profile(module).Notices);

        Assert.Contains(isLong ? "100001 bytes in a name, at most 100000" : "the bytes end too early", notice, StringComparison.Ordinal);
        Assert.Contains("custom section at byte", notice, StringComparison.Ordinal);
        var document = ProfileJson.Parse(ProfileJson.Serialize(ProfileDocument.FromProfile(ModuleProfiler.Profile(module))));
        Assert.Equal([notice], document.Notices);
    }

    [Fact]
    public void Profile_NameSectionThatCanBeRead_HasNoNotice()
    {
        var profile = ModuleProfiler.Profile(WithFunctionNames([1, 0, .. ModuleBytes.Name("a")]));

        Assert.Empty(profile.Notices);
        Assert.Equal("a", profile.Heaviest[0].Name);
        Assert.DoesNotContain("notices", ProfileJson.Serialize(ProfileDocument.FromProfile(profile)), StringComparison.Ordinal);
    }

    private static byte[] WithFunctionNames(byte[] map) =>
        new ModuleBytes()
            .Section(1, 1, 0x60, 0, 0).Section(3, 1, 0).Section(10, 1, 2, 0, 0x0B)
            .Section(0, [.. ModuleBytes.Name("name"), 1, .. ModuleBytes.Leb(map.Length), .. map])
            .ToArray();
}
