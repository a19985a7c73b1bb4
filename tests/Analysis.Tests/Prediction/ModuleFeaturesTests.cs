using CompileBench.Analysis.Prediction.Features;
using CompileBench.Modules.Generation;
using CompileBench.Modules.Generation.Fuzzing;
using CompileBench.Modules.Profiling;
using Xunit;

namespace CompileBench.Analysis.Tests.Prediction;

public sealed class ModuleFeaturesTests
{
    [Fact]
    public void Names_AreUnique() => Assert.Equal(CostFeatures.All.Count, CostFeatures.All.Select(f => f.Name).Distinct().Count());

    [Fact]
    public void Read_RandomModules_SumsAreThoseOfTheProfile()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            var module = FuzzRecipe.Parse($"fuzz-default@{seed}").Generate();
            var profile = ModuleProfiler.Profile(module);

            var features = ModuleFeatures.Read(module);

            Assert.Equal(profile[ModuleMetrics.FunctionCount], Value(features, "functions"));
            Assert.Equal(profile[PredictorMetrics.CodeOperators], Value(features, "codeOperators"));
            Assert.Equal(profile[PredictorMetrics.JoinArguments], Value(features, "joinArguments"));
            Assert.Equal(module.Length, Value(features, "moduleBytes"));
            Assert.True(Value(features, "directCalls") <= profile[InstructionMetrics.ForClass(Modules.Wasm.Format.InstructionClass.DirectCall)]);
        }
    }

    [Fact]
    public void Read_OneLargeFunction_ItsFeaturesAreTheLargest()
    {
        var module = GeneratorRecipe.Parse("diamonds-locals@64").Generate();
        var seen = new List<(int Function, double Blocks)>();
        var place = CostFeatures.PlaceOf("basicBlocks");
        var within = CostFeatures.OfFunctions.ToList().FindIndex(f => f.Name == "basicBlocks");

        var features = ModuleFeatures.Read(module, (function, values) => seen.Add((function, values[within])), ProfileOptions.Default, out _);

        var largest = seen.MaxBy(s => s.Blocks);
        Assert.Equal(seen.Sum(s => s.Blocks), features.Values[place]);
        Assert.Equal(largest.Blocks, features.LargestValue(place));
        Assert.Equal(largest.Function, features.LargestFunction(place));
        Assert.Equal(largest.Blocks, Value(features, "largest(basicBlocks)"));
    }

    [Fact]
    public void Read_ProductOfBlocksWithThemselves_GrowsAsTheSquare()
    {
        double Blocks(int size) => Value(ModuleFeatures.Read(GeneratorRecipe.Parse($"diamonds-locals@{size}").Generate()), "basicBlocks*basicBlocks");

        Assert.InRange(Blocks(2048) / Blocks(1024), 3.5, 4.5);
    }

    [Fact]
    public void Read_UnreachableCode_CountsAlmostNothing()
    {
        var features = ModuleFeatures.Read(GeneratorRecipe.Parse("unreachable-code@10000").Generate());

        Assert.True(Value(features, "constants") < 100, $"{Value(features, "constants")} constants");
        Assert.True(Value(features, "instructions") < 100, $"{Value(features, "instructions")} instructions");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Constructor_ValueThatIsNoCount_Throws(double value)
    {
        var values = new double[CostFeatures.All.Count];
        values[3] = value;

        Assert.Throws<ArgumentException>(() => new ModuleFeatures(values));
    }

    private static double Value(ModuleFeatures features, string name) => features.Values[CostFeatures.PlaceOf(name)];
}
