using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using CompileBench.Modules.Generation;
using CompileBench.Modules.Generation.Fuzzing;
using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Modules.Wasm.Reading.Sections;
using Xunit;

namespace CompileBench.Modules.Tests.Generation;

public class FuzzGeneratorTests
{
    private const int Seeds = 10_000;

    /// <summary>The instructions of the older encoding of exceptions, which is no part of WebAssembly 3.0.</summary>
    private static readonly string[] OlderExceptions = ["try", "catch", "catch_all", "delegate", "rethrow"];

    private static readonly FuzzOptions[] Presets = [FuzzOptions.Default, FuzzOptions.Everything, FuzzOptions.WinchFriendly];

    [Fact]
    public void Generate_TenThousandSeeds_AllPassWasmtimesValidation() =>
        AssertValid(Enumerable.Range(0, Seeds).Select(seed => (Seed: (ulong)seed, Presets[seed % Presets.Length])));

    [Fact]
    public void Generate_WithKnobsAtRandom_PassesWasmtimesValidation()
    {
        var random = new SeededRandom(2026);
        AssertValid(Enumerable.Range(0, 500).Select(seed => ((ulong)seed, DrawOptions(random))).ToArray());
    }

    [Fact]
    public void Generate_WithOneKnobAtAnEnd_PassesWasmtimesValidation()
    {
        var small = FuzzOptions.Everything with { Functions = 3, Instructions = 100 };
        AssertValid(
            from knob in FuzzKnob.All
            from value in new[] { knob.Range.Minimum, Math.Min(knob.Range.Maximum, 50_000) }
            select (7UL, knob.Set(small, value)));
    }

    /// <summary>A module may use no feature that its options leave out: an engine with just those features takes it.</summary>
    [Fact]
    public void Generate_WithFewerFeatures_UsesNoOthers()
    {
        var features = WasmFeatures.None;
        foreach (var name in WasmFeatureNames.All.Prepend("none"))
        {
            features |= name == "none" ? WasmFeatures.None : WasmFeatureNames.Parse(name);
            using var engine = WasmtimeEngine.CreateFor(features);
            for (ulong seed = 0; seed < 100; seed++)
            {
                var module = FuzzGenerator.Generate(seed, FuzzOptions.Everything with { Features = features });
                var fault = Wasmtime.Module.Validate(engine, module);
                Assert.True(fault is null, $"up to {name}, seed {seed}: {fault}");
            }
        }
    }

    [Fact]
    public void Generate_WithEverythingOn_UsesEveryInstructionThereIs()
    {
        var counter = new InstructionCounter();
        for (ulong seed = 0; seed < 400; seed++)
        {
            ModuleDecoder.Decode(FuzzGenerator.Generate(seed, FuzzOptions.Everything), counter);
        }

        var missing = InstructionTable.All.Where(info => !counter.Seen.Contains(info.Name) && !OlderExceptions.Contains(info.Name) && !IsOfAProposal(info.Opcode)).Select(info => info.Name);
        Assert.Equal("", string.Join(' ', missing));
    }

    // The generator makes modules of WebAssembly 3.0 and threads.
    private static bool IsOfAProposal(Opcode opcode) =>
        opcode is (>= Opcode.I64Add128 and <= Opcode.I64MulWideU) or (>= Opcode.ContNew and <= Opcode.Switch);

    [Fact]
    public void Generate_ForGoldenSeeds_GivesTheGoldenBytes() =>
        GoldenDigests.Read("golden-fuzz.tsv").AssertHold(
            from preset in FuzzRecipe.PresetNames
            from seed in new ulong[] { 0, 1, 2, 42, ulong.MaxValue }
            let recipe = FuzzRecipe.Parse($"{preset}@{seed}")
            select (recipe.ToString(), recipe.Generate()));

    [Fact]
    public void Generate_ToAStream_GivesTheBytesOfTheArray()
    {
        using var stream = new MemoryStream();
        FuzzGenerator.Generate(5, FuzzOptions.Everything, stream);
        Assert.Equal(FuzzGenerator.Generate(5, FuzzOptions.Everything), stream.ToArray());
    }

    [Fact]
    public void Generate_OfMoreFunctionsAndInstructions_IsLarger()
    {
        long SizeOf(FuzzOptions options) => Enumerable.Range(0, 20).Sum(seed => (long)FuzzGenerator.Generate((ulong)seed, options).Length);
        var few = SizeOf(FuzzOptions.Default);
        Assert.InRange(SizeOf(FuzzOptions.Default with { Functions = 120 }), few * 5, few * 15);
        Assert.InRange(SizeOf(FuzzOptions.Default with { Instructions = 2_000 }), few * 5, few * 15);
    }

    [Fact]
    public void Generate_WithAWeightOfZero_LeavesThatKindOut()
    {
        var counter = new InstructionCounter();
        var options = FuzzOptions.Default with { Weights = FuzzWeights.Balanced with { Calls = 0, Memory = 0 } };
        for (ulong seed = 0; seed < 50; seed++)
        {
            ModuleDecoder.Decode(FuzzGenerator.Generate(seed, options), counter);
        }

        Assert.DoesNotContain("call", counter.Seen);
        Assert.DoesNotContain("i32.load", counter.Seen);
        Assert.Contains("i32.add", counter.Seen);
    }

    [Fact]
    public void Generate_WithEverythingOn_CompilesWithCranelift()
    {
        using var engine = WasmtimeEngine.CreateCranelift();
        for (ulong seed = 0; seed < 60; seed++)
        {
            using var module = Wasmtime.Module.FromBytes(engine, "fuzz", FuzzGenerator.Generate(seed, FuzzOptions.Everything));
        }
    }

    [Fact]
    public void Generate_WinchFriendly_CompilesWithWinch()
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "what Winch takes is stated for x86-64");
        using var engine = WasmtimeEngine.CreateWinch();
        for (ulong seed = 0; seed < 150; seed++)
        {
            var fault = Record.Exception(() =>
            {
                using var module = Wasmtime.Module.FromBytes(engine, "fuzz", FuzzGenerator.Generate(seed, FuzzOptions.WinchFriendly));
            });
            Assert.True(fault is null, $"seed {seed}: {fault?.Message}");
        }
    }

    private static void AssertValid(IEnumerable<(ulong Seed, FuzzOptions Options)> cases)
    {
        var faults = new ConcurrentBag<string>();
        Parallel.ForEach(cases, one =>
        {
            if (WasmtimeEngine.Fault(FuzzGenerator.Generate(one.Seed, one.Options)) is { } fault)
            {
                faults.Add($"seed {one.Seed}, {one.Options}: {fault}");
            }
        });
        Assert.Equal("", string.Join(Environment.NewLine, faults.Order(StringComparer.Ordinal).Take(5)));
    }

    /// <summary>Every knob somewhere in its range, near the low end more often than not so that the modules stay small.</summary>
    private static FuzzOptions DrawOptions(SeededRandom random)
    {
        var options = FuzzOptions.Default with { Features = (WasmFeatures)random.Below((int)WasmFeatures.All + 1) };
        foreach (var knob in FuzzKnob.All)
        {
            var most = Math.Min(knob.Range.Maximum, knob.Name is "functions" or "types" ? 30 : 1_000);
            options = knob.Set(options, random.Between(knob.Range.Minimum, Math.Max(knob.Range.Minimum, random.Between(0, random.Between(0, most)))));
        }

        return options;
    }

    private sealed class InstructionCounter : ModuleVisitor
    {
        public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

        public override void VisitBody(in FunctionBody body)
        {
            _ = body.ReadLocals(out var reader);
            using var instructions = new InstructionReader(reader, body.HasDataCount);
            while (instructions.MoveNext())
            {
                Seen.Add(instructions.Current.Info.Name);
            }
        }
    }
}
