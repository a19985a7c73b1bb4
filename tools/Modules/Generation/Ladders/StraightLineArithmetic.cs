using CompileBench.Modules.Wasm.Format;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>Arithmetic without control flow: the plainest code there is, and what other shapes are compared with.</summary>
internal static class StraightLineArithmetic
{
    private const int Values = 8;

    private static readonly Opcode[] I32Operators =
        [Opcode.I32Add, Opcode.I32Sub, Opcode.I32Mul, Opcode.I32And, Opcode.I32Or, Opcode.I32Xor, Opcode.I32Shl, Opcode.I32ShrU, Opcode.I32Rotl];

    private static readonly Opcode[] I64Operators =
        [Opcode.I64Add, Opcode.I64Sub, Opcode.I64Mul, Opcode.I64And, Opcode.I64Or, Opcode.I64Xor, Opcode.I64Shl, Opcode.I64Rotl];

    private static readonly Opcode[] F64Operators =
        [Opcode.F64Add, Opcode.F64Sub, Opcode.F64Mul, Opcode.F64Div, Opcode.F64Min, Opcode.F64Max];
    /// <summary>The shapes of this family, in the order in which they are listed.</summary>
    public static IReadOnlyList<LadderShape> All => [I32Shape, I64Shape, F64Shape];

    public static LadderShape I32Shape { get; } = Shape("straight-line-i32", "i32", I32, I32Operators);

    public static LadderShape I64Shape { get; } = Shape("straight-line-i64", "i64", I64, I64Operators);

    public static LadderShape F64Shape { get; } = Shape("straight-line-f64", "f64", F64, F64Operators);

    private static LadderShape Shape(string name, string typeName, WasmType type, Opcode[] operators) => new(rung => Build(rung, type, operators))
    {
        Name = name,
        Description = $"One function of {typeName} operations in a straight line over eight locals, without memory, calls or branches.",
        SizeUnit = "operations",
        Sizes = new SizeRange(1, 1_000_000),
    };

    private static void Build(RungBuilder rung, WasmType type, Opcode[] operators)
    {
        var random = rung.Random;
        var code = rung.BeginMain([type, type, type, type, type, type, type, type], [type]);
        for (var i = 0; i < rung.Size; i++)
        {
            // Every value goes on into the next one, and never meets itself: nothing is dead and nothing folds away.
            var target = i % Values;
            var other = (target + 1 + random.Below(Values - 1)) % Values;
            code.LocalGet(target).LocalGet(other).Op(operators[random.Below(operators.Length)]).LocalSet(target);
        }

        rung.EndFunction(RungBuilder.Fold(code.LocalGet(0), 1, Values - 1, operators[0]));
    }
}
