using CompileBench.Modules.Wasm.Format;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>Constants that need all their bytes, each a different one.</summary>
internal static class LargeConstants
{
    public static LadderShape IntegerShape { get; } = new(BuildIntegers)
    {
        Name = "large-constants",
        Description = "One function that mixes 64-bit integer constants into a value, no two of them alike.",
        SizeUnit = "64-bit constants",
        Sizes = new SizeRange(1, 600_000),
    };

    public static LadderShape FloatShape { get; } = new(BuildFloats)
    {
        Name = "float-constants",
        Description = "One function that adds f64 constants to a value, no two of them alike.",
        SizeUnit = "f64 constants",
        Sizes = new SizeRange(1, 700_000),
    };

    public static LadderShape VectorShape { get; } = new(BuildVectors)
    {
        Name = "simd-constants",
        Description = "One function that mixes 128-bit vector constants into a vector, no two of them alike.",
        SizeUnit = "v128 constants",
        Sizes = new SizeRange(1, 350_000),
        Features = WasmFeatures.Simd,
    };

    private static void BuildIntegers(RungBuilder rung)
    {
        var code = rung.BeginMain([I64], [I64]).LocalGet(0);
        for (var i = 0; i < rung.Size; i++)
        {
            code.I64Const((long)rung.Random.Next()).Op(i % 2 == 0 ? Opcode.I64Xor : Opcode.I64Add);
        }

        rung.EndFunction(code);
    }

    private static void BuildFloats(RungBuilder rung)
    {
        // Exponents around 0 keep every constant an ordinary number.
        const ulong exponentOfOne = 0x3FF0_0000_0000_0000;
        var code = rung.BeginMain([F64], [F64]).LocalGet(0);
        for (var i = 0; i < rung.Size; i++)
        {
            code.F64Const(exponentOfOne | (rung.Random.Next() >> 12)).Op(Opcode.F64Add);
        }

        rung.EndFunction(code);
    }

    private static void BuildVectors(RungBuilder rung)
    {
        var code = rung.BeginMain([I32], [I32]).LocalGet(0).Op(Opcode.I32x4Splat);
        for (var i = 0; i < rung.Size; i++)
        {
            code.V128Const(rung.Random.Next(), rung.Random.Next()).Op(i % 2 == 0 ? Opcode.V128Xor : Opcode.I32x4Add);
        }

        rung.EndFunction(code.Lane(Opcode.I32x4ExtractLane, 0));
    }
}
