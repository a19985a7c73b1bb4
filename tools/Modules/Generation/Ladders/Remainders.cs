using CompileBench.Modules.Wasm.Format;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>Runs of signed remainders, each of which a compiler expands into a test for a divisor of -1 and 0.</summary>
internal static class Remainders
{
    /// <summary>The shapes of this family, in the order in which they are listed.</summary>
    public static IReadOnlyList<LadderShape> All => [I32Shape, I64Shape];

    public static LadderShape I32Shape { get; } = Shape("i32-rem-run", "i32.rem_s", I32, Opcode.I32RemS);

    public static LadderShape I64Shape { get; } = Shape("i64-rem-run", "i64.rem_s", I64, Opcode.I64RemS);

    private static LadderShape Shape(string name, string operatorName, WasmType type, Opcode opcode) => new(rung => Build(rung, type, opcode))
    {
        Name = name,
        Description = $"One function of {operatorName} operations, each on the result of the one before and a divisor that is not known.",
        SizeUnit = "remainders",
        Sizes = new SizeRange(1, 1_000_000),
        KnownIssues = ["wt#3415"],
    };

    private static void Build(RungBuilder rung, WasmType type, Opcode opcode)
    {
        var code = rung.BeginMain([type, type, type], [type]);
        for (var i = 0; i < rung.Size; i++)
        {
            code.LocalGet(0).LocalGet(1 + rung.Random.Below(2)).Op(opcode).LocalSet(0);
        }

        rung.EndFunction(code.LocalGet(0));
    }
}
