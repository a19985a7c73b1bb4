using CompileBench.Modules.Generation;
using CompileBench.Modules.Generation.Fuzzing;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Modules.Generation.Patterns;
using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;
using Xunit;

namespace CompileBench.Modules.Tests.Generation;

public class PatternTests
{
    private const WasmFeatures All = WasmFeatures.Version2 | WasmFeatures.Memory64 | WasmFeatures.Exceptions | WasmFeatures.FunctionReferences | WasmFeatures.Gc;
    private const int Patterns = 1_500;

    [Fact]
    public void Generate_ManyRandomPatternsAndTheirChildren_PassDecodingAndWasmtimesValidation()
    {
        var repetitions = new HashSet<Repetition>();
        foreach (var (pattern, number) in Population(2026, Patterns, All).Select((p, i) => (p, i)))
        {
            repetitions.Add(pattern.Repetition);
            foreach (var size in new[] { 1, 2 + (number % 30) })
            {
                var module = pattern.Generate(size);
                ModuleDecoder.Decode(module);
                var fault = WasmtimeEngine.Fault(module);
                Assert.True(fault is null, $"pattern {number} at size {size}: {fault}\n{PatternJson.Write(pattern)}");
            }
        }

        Assert.Equal(Enum.GetValues<Repetition>().Length, repetitions.Count);
    }

    [Fact]
    public void Generate_AtTheLargestSize_PassesWasmtimesValidation()
    {
        var small = Population(7, 60, All).Where(p => p.Steps.Count() < 12).GroupBy(p => p.Repetition).Select(g => g.First());
        foreach (var pattern in small)
        {
            var fault = WasmtimeEngine.Fault(pattern.Generate(Math.Min(pattern.Sizes.Maximum, 20_000)));
            Assert.True(fault is null, $"{fault}\n{PatternJson.Write(pattern)}");
        }
    }

    // In the motif a table of jumps has few labels, because the module would grow with the square of the size; in a part that is written once it has all.
    [Fact]
    public void Generate_ATableOfJumpsInsideNestedBlocks_NamesEveryBlock()
    {
        var plain = new Pattern { Repetition = Repetition.Nested, Opening = [new(StepKind.Block)] };
        var jumping = plain with { Core = [new(StepKind.BranchTable)] };

        Assert.InRange(jumping.Generate(100).Length - plain.Generate(100).Length, 100, 120);
        Assert.Null(WasmtimeEngine.Fault(jumping.Generate(100)));
    }

    [Fact]
    public void Generate_PatternsOfWinchsFeatures_NeedNoOthers()
    {
        var features = WasmFeatures.Winch & All;
        using var engine = WasmtimeEngine.CreateFor(features);
        foreach (var pattern in Population(11, 400, features))
        {
            Assert.True(pattern.WinchCompiles);
            var fault = Wasmtime.Module.Validate(engine, pattern.Generate(5));
            Assert.True(fault is null, $"{fault}\n{PatternJson.Write(pattern)}");
        }
    }

    [Fact]
    public void Generate_SameSeedTwice_GivesTheSameBytesAndRecipes()
    {
        var (once, again) = (Population(3, 200, All).ToList(), Population(3, 200, All).ToList());

        Assert.Equal(once.Select(PatternJson.Write), again.Select(PatternJson.Write));
        Assert.All(once, pattern => Assert.Equal(pattern.Generate(9), PatternJson.Read(PatternJson.Write(pattern)).Generate(9)));
        Assert.NotEqual(once.Select(PatternJson.Write), Population(4, 200, All).Select(PatternJson.Write));
    }

    [Fact]
    public void Harvest_OfLaddersAndRandomModules_GivesPatternsThatAreValid()
    {
        var modules = LadderShapes.All.Where(s => s.Sizes.Contains(3)).Select(s => GeneratorRecipe.Create(s, 3).Generate())
            .Concat(Enumerable.Range(0, 20).Select(seed => FuzzGenerator.Generate((ulong)seed, FuzzOptions.Everything)));
        var breeder = new PatternBreeder(new SeededRandom(1), All);
        var motifs = modules.SelectMany(m => MotifHarvest.FromModule(m, 10)).ToList();

        Assert.True(motifs.Count > 200, $"{motifs.Count} motifs");
        foreach (var pattern in motifs.Select(breeder.CreateAround))
        {
            var fault = WasmtimeEngine.Fault(pattern.Generate(6));
            Assert.True(fault is null, $"{fault}\n{PatternJson.Write(pattern)}");
        }
    }

    [Fact]
    public void Reduce_APatternOfWhichOneStepMatters_LeavesThatStep()
    {
        var needed = new PatternStep(StepKind.Operator, (int)Opcode.I32RemS);
        var pattern = new PatternBreeder(new SeededRandom(5), All).Create() with { Closing = [new(StepKind.LocalGet, 0, 3, IndexOrder.Advance), needed, new(StepKind.Block), new(StepKind.End)] };

        var reduced = new PatternReducer(candidate => candidate.Steps.Contains(needed), 500).Reduce(pattern);

        Assert.Equal([needed], reduced.Steps);
        Assert.False(reduced.Spread || reduced.Fold);
    }

    [Fact]
    public void LikenessTo_ThePatternOfALadder_IsHighestForThatLadder()
    {
        var nestedLoops = new Pattern { Repetition = Repetition.Nested, Opening = [new(StepKind.Loop)], Closing = [new(StepKind.BranchIf), new(StepKind.End)] };
        var signature = PatternSignature.FromModules(nestedLoops.Generate(20), nestedLoops.Generate(40));

        var nearest = LadderShapes.All.Where(s => s.Sizes.Contains(20) && s.Sizes.Contains(40))
            .MaxBy(s => signature.LikenessTo(PatternSignature.FromModules(GeneratorRecipe.Create(s, 20).Generate(), GeneratorRecipe.Create(s, 40).Generate())))!;

        Assert.Equal("nested-loops", nearest.Name);
        Assert.Equal("br_if+loop/deeper", signature.Key);
    }

    [Theory]
    [InlineData("""{"repetition":"sideways"}""", "JSON")]
    [InlineData("not json", "JSON")]
    public void Read_ABrokenRecipe_SaysWhatIsWrong(string text, string words) =>
        Assert.Contains(words, Assert.Throws<FormatException>(() => PatternJson.Read(text)).Message, StringComparison.Ordinal);

    private static IEnumerable<Pattern> Population(ulong seed, int count, WasmFeatures features)
    {
        var random = new SeededRandom(seed);
        var breeder = new PatternBreeder(random, features);
        var made = new List<Pattern>();
        for (var i = 0; i < count; i++)
        {
            made.Add((i % 3, made.Count) switch
            {
                (1, > 1) => breeder.Mutate(made[random.Below(made.Count)]),
                (2, > 1) => breeder.Cross(made[random.Below(made.Count)], made[random.Below(made.Count)]),
                _ => breeder.Create(),
            });
        }

        return made;
    }
}
