using System.Globalization;
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

    // The first field of every second struct type is a reference: the second function needs a parameter that the first does not.
    [Fact]
    public void Generate_FunctionsThatUseStructTypesInTurn_PassValidation() =>
        Assert.Null(WasmtimeEngine.Fault(new Pattern { Repetition = Repetition.Functions, Opening = [new(StepKind.StructSet, 0, 0, IndexOrder.Advance)] }.Generate(20)));

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

    // A compiler writes a jump by index as blocks inside one another around the jump, each followed by a case that goes back to a loop around them all.
    [Fact]
    public void Harvest_OfALoopAroundAJumpByIndex_KeepsItsTargetsAtAnySize()
    {
        var lexer = LadderShapes.All.Single(s => s.Name == "lexer-switch");

        var nest = MotifHarvest.FromModule(GeneratorRecipe.Create(lexer, 12).Generate(), 30).First(m => m.IsNest);

        Assert.Equal([new PatternStep(StepKind.Loop)], nest.Prefix);
        Assert.Equal([new PatternStep(StepKind.Block)], nest.Opening);
        Assert.Contains(nest.Core, s => s.Kind == StepKind.BranchTable);
        Assert.Equal(StepKind.End, nest.Closing[0].Kind);

        // Branches of the pattern at a size of 100 go to the loop as well, which is 100 blocks away from the first of them.
        var pattern = new Pattern { Repetition = Repetition.Nested, Prefix = nest.Prefix, Opening = nest.Opening, Core = nest.Core, Closing = nest.Closing };
        Assert.Null(WasmtimeEngine.Fault(pattern.Generate(100)));
        var listing = PatternListing.FromModule(pattern.Generate(100), 2_000);
        Assert.Equal(100, listing.Count(l => l.TrimStart().StartsWith("br ", StringComparison.Ordinal)));
        Assert.Contains(listing, l => l.Trim() == "br 99");
        Assert.Contains(listing, l => l.Trim() == "br 0");
    }

    // A function keeps its blocks, its jump by index to all of them, and its locals.
    [Fact]
    public void Harvest_OfWholeFunctions_GivesFunctionsThatAreValidAndHaveTheirJumps()
    {
        var lexer = GeneratorRecipe.Create(LadderShapes.All.Single(s => s.Name == "lexer-switch"), 60).Generate();

        var motifs = FunctionHarvest.FromModule(lexer, 3);

        Assert.Equal(2, motifs.Count);
        var breeder = new PatternBreeder(new SeededRandom(1), All);
        foreach (var pattern in motifs.Select(breeder.CreateAround))
        {
            var module = pattern.Generate(3);
            Assert.Null(WasmtimeEngine.Fault(module));
            Assert.Equal(pattern, PatternJson.Read(PatternJson.Write(pattern)));
            var jump = Assert.Single(PatternListing.FromModule(pattern.Generate(1), 5_000), l => l.TrimStart().StartsWith("br_table", StringComparison.Ordinal));
            Assert.True(int.Parse(jump.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2], CultureInfo.InvariantCulture) > 60, jump);
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

    // A search cannot find again what its patterns cannot express.
    [Theory]
    [InlineData("memory64-loads-stores", "sequence", "", "i32.load 0 advance; i32.add; i32.store 4 advance", "", "")]
    [InlineData("cast-run", "sequence", "", "ref.test 0 advance; local.set i32 0; ref.cast 1 advance; ref.is_null", "", "")]
    [InlineData("values-on-stack", "nested", "", "local.get i32 0; const i32 1 advance; i32.mul", "", "i32.xor")]
    [InlineData("call-results-on-stack", "nested", "", "call 6", "", "i32.xor")]
    [InlineData("nested-loops", "nested", "", "loop", "", "br_if 0")]
    [InlineData("nested-loops-locals", "nested", "", "loop; local.get i32 0 advance; const i32 1; i32.add; local.set i32 0 advance", "", "br_if 0")]
    [InlineData("loops-locals", "sequence", "", "loop; local.get i32 0 advance; const i32 1; i32.add; local.set i32 0 advance; br_if 0", "", "")]
    [InlineData("lexer-switch", "nested", "loop", "block", "br_table 0", "end; local.get i32 0 advance; i32.load8_u 0; local.tee i32 1; i32.add; local.set i32 0 advance; br 1 cross")]
    [InlineData("try-chain", "sequence", "", "block i32; try_table i32; call 1", "", "")]
    [InlineData("br-table-nested-blocks", "nested", "", "block", "br_table 0", "end; local.get i32 0; const i32 1; i32.add; local.set i32 0")]
    [InlineData("result-blocks", "sequence", "", "block i32; br_if 0; const i32 1; i32.add; end; local.set i32 0", "", "")]
    [InlineData("br-on-cast-nested", "nested", "", "block anyref", "", "br_on_cast 0 advance; local.get i32 0; const i32 1; i32.add; local.set i32 0")]
    [InlineData("multi-value-blocks", "sequence", "", "block through; br_if 0; end", "", "")]
    [InlineData("references-across-safepoints", "nested", "", "call 13", "", "call 14")]
    public void LikenessTo_APatternWrittenAsASuperlinearShape_CountsAsThatShape(string shape, string repetition, string prefix, string opening, string core, string closing)
    {
        var carried = shape switch { "multi-value-blocks" => [0, 0, 0], _ when shape.EndsWith("-on-stack", StringComparison.Ordinal) => [0], _ => Array.Empty<int>() };
        var pattern = new Pattern { Repetition = Enum.Parse<Repetition>(repetition, ignoreCase: true), Prefix = Steps(prefix), Opening = Steps(opening), Core = Steps(core), Closing = Steps(closing), Carried = [.. carried], Memory64 = shape.StartsWith("memory64", StringComparison.Ordinal) };
        Assert.True(LadderShapes.TryFind(shape, out var known));

        var likeness = PatternSignature.FromModules(pattern.Generate(24), pattern.Generate(48))
            .LikenessTo(PatternSignature.FromModules(GeneratorRecipe.Create(known, 24).Generate(), GeneratorRecipe.Create(known, 48).Generate()));

        Assert.True(likeness >= 0.93, FormattableString.Invariant($"likeness {likeness:0.00}: {string.Join('\n', PatternListing.FromModule(pattern.Generate(2), 60))}"));

        static System.Collections.Immutable.ImmutableArray<PatternStep> Steps(string texts) => [.. texts.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(PatternStep.Parse)];
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
                _ when i % 2 == 0 => breeder.CreateSmall(),
                _ => breeder.Create(),
            });
        }

        return made;
    }
}
