using System.Runtime.InteropServices;
using CompileBench.Modules.Generation;
using CompileBench.Modules.Generation.Ladders;
using Xunit;

namespace CompileBench.Modules.Tests.Generation;

public class LadderShapesTests
{
    public static TheoryData<string> Names => [.. LadderShapes.All.Select(shape => shape.Name)];

    [Fact]
    public void All_HasAtLeast28ShapesWithDistinctNames()
    {
        Assert.True(LadderShapes.All.Count >= 28);
        Assert.Equal(LadderShapes.All.Count, LadderShapes.All.Select(shape => shape.Name).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Shape_DescribesItself(string name)
    {
        Assert.True(LadderShapes.TryFind(name, out var shape));
        Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", shape.Name);
        Assert.True(ModuleName.TryParse($"{shape.Name}@{shape.Sizes.Maximum}", out _));
        Assert.EndsWith(".", shape.Description, StringComparison.Ordinal);
        Assert.NotEmpty(shape.SizeUnit);
        Assert.InRange(shape.Sizes.Minimum, 0, shape.Sizes.Maximum);
        Assert.All(shape.KnownIssues, reference => Assert.Contains(KnownSlowCompiles.All, known => known.Reference == reference));
    }

    /// <summary>Eight sizes: both ends of the range and six between, most of them small.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Generate_AtEightSizes_PassesWasmtimesValidation(string name)
    {
        Assert.True(LadderShapes.TryFind(name, out var shape));
        int[] sizes = [shape.Sizes.Minimum, 2, 3, 17, 64, 257, 999, shape.Sizes.Maximum];
        foreach (var size in sizes.Select(size => Math.Clamp(size, shape.Sizes.Minimum, shape.Sizes.Maximum)))
        {
            var recipe = GeneratorRecipe.Create(shape, size, seed: (ulong)size % 3);
            var fault = WasmtimeEngine.Fault(recipe.Generate());
            Assert.True(fault is null, $"{recipe}: {fault}");
        }
    }

    /// <summary>Compiling asks more than validating: Wasmtime's interface to .NET aborts the process over signatures that it cannot show.</summary>
    [Fact]
    public void Generate_ForEveryShape_CompilesWithCraneliftAndCanBeInstantiated()
    {
        using var engine = WasmtimeEngine.CreateCranelift();
        foreach (var shape in LadderShapes.All)
        {
            using var module = Compile(engine, shape);
            using var linker = new Wasmtime.Linker(engine);
            using var store = new Wasmtime.Store(engine);
            var fault = Record.Exception(() => linker.Instantiate(store, module));
            Assert.True(fault is null, $"{shape.Name}: {fault?.Message}");
        }
    }

    [Fact]
    public void WinchCompiles_OfEveryShape_IsWhatWinchDoes()
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "what Winch takes is stated for x86-64");
        using var engine = WasmtimeEngine.CreateWinch();
        foreach (var shape in LadderShapes.All)
        {
            var fault = Record.Exception(() => Compile(engine, shape).Dispose());
            Assert.True(fault is null == shape.WinchCompiles, $"{shape.Name}: {fault?.Message ?? "compiles"}");
        }
    }

    private static Wasmtime.Module Compile(Wasmtime.Engine engine, LadderShape shape)
    {
        var recipe = GeneratorRecipe.Create(shape, Math.Clamp(20, shape.Sizes.Minimum, shape.Sizes.Maximum));
        return Wasmtime.Module.FromBytes(engine, recipe.ToString(), recipe.Generate());
    }
}
