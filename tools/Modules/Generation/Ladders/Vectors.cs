using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Writing;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>Runs of vector operations.</summary>
internal static class Vectors
{
    private const int Values = 8;

    private static readonly Opcode[] Operators =
        [Opcode.I16x8Add, Opcode.I16x8Mul, Opcode.I32x4Add, Opcode.I32x4Mul, Opcode.I64x2Add, Opcode.F32x4Add, Opcode.F32x4Mul, Opcode.V128Xor];

    private static readonly Opcode[] RelaxedOperators =
        [Opcode.F32x4RelaxedMadd, Opcode.I32x4RelaxedLaneSelect];
    /// <summary>The shapes of this family, in the order in which they are listed.</summary>
    public static IReadOnlyList<LadderShape> All => [Arithmetic, Shuffles, Relaxed];

    public static LadderShape Arithmetic { get; } = new(BuildArithmetic)
    {
        Name = "simd-run",
        Description = "One function of vector operations in a straight line over eight locals.",
        SizeUnit = "vector operations",
        Sizes = new SizeRange(1, 800_000),
        Features = WasmFeatures.Simd,
    };

    public static LadderShape Shuffles { get; } = new(BuildShuffles)
    {
        Name = "simd-shuffles",
        Description = "One function of byte shuffles of two vectors, each with another pattern.",
        SizeUnit = "shuffles",
        Sizes = new SizeRange(1, 300_000),
        Features = WasmFeatures.Simd,
    };

    public static LadderShape Relaxed { get; } = new(BuildRelaxed)
    {
        Name = "relaxed-simd-run",
        Description = "One function of relaxed multiply-adds and lane selections over eight locals.",
        SizeUnit = "relaxed vector operations",
        Sizes = new SizeRange(1, 600_000),
        Features = WasmFeatures.Simd | WasmFeatures.RelaxedSimd,
    };

    private static void BuildArithmetic(RungBuilder rung)
    {
        var random = rung.Random;
        var code = BeginVectors(rung);
        for (var i = 0; i < rung.Size; i++)
        {
            // Every value goes on into the next one, and never meets itself: nothing is dead and nothing folds away.
            code.LocalGet(Vector(i)).LocalGet(OtherThan(i, random)).Op(Operators[random.Below(Operators.Length)]).LocalSet(Vector(i));
        }

        EndVectors(rung, code);
    }

    private static void BuildShuffles(RungBuilder rung)
    {
        Span<byte> lanes = stackalloc byte[16];
        var code = BeginVectors(rung);
        for (var i = 0; i < rung.Size; i++)
        {
            for (var lane = 0; lane < lanes.Length; lane++)
            {
                lanes[lane] = (byte)rung.Random.Below(32);
            }

            code.LocalGet(Vector(i)).LocalGet(OtherThan(i, rung.Random)).Shuffle(lanes).LocalSet(Vector(i));
        }

        EndVectors(rung, code);
    }

    private static void BuildRelaxed(RungBuilder rung)
    {
        var random = rung.Random;
        var code = BeginVectors(rung);
        for (var i = 0; i < rung.Size; i++)
        {
            code.LocalGet(Vector(i)).LocalGet(OtherThan(i, random)).LocalGet(OtherThan(i, random));
            code.Op(RelaxedOperators[i % RelaxedOperators.Length]).LocalSet(Vector(i));
        }

        EndVectors(rung, code);
    }

    private static int Vector(int step) => 1 + (step % Values);

    private static int OtherThan(int step, SeededRandom random) => Vector(step + 1 + random.Below(Values - 1));

    private static InstructionWriter BeginVectors(RungBuilder rung)
    {
        // The values are loaded, since vectors cannot be passed in from every host and zeros would fold away.
        rung.Module.Memory(new MemoryType(1));
        var code = rung.BeginMain([I32], [I32], new LocalGroup(Values, V128));
        for (var value = 0; value < Values; value++)
        {
            code.LocalGet(0).Access(Opcode.V128Load, 0, (uint)value * 16).LocalSet(1 + value);
        }

        return code;
    }

    private static void EndVectors(RungBuilder rung, InstructionWriter code)
    {
        RungBuilder.Fold(code.LocalGet(1), 2, Values - 1, Opcode.V128Xor);
        rung.EndFunction(code.Lane(Opcode.I32x4ExtractLane, 0));
    }
}
