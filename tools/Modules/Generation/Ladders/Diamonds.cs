using CompileBench.Modules.Wasm.Format;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>Ifs one after another whose two arms meet again.</summary>
internal static class Diamonds
{
    private const int Locals = 32;
    /// <summary>The shapes of this family, in the order in which they are listed.</summary>
    public static IReadOnlyList<LadderShape> All => [OverLocals, WithResult];

    public static LadderShape OverLocals { get; } = new(BuildOverLocals)
    {
        Name = "diamonds-locals",
        Description = "One function of if/else diamonds one after another, whose arms assign different ones of 32 locals.",
        SizeUnit = "diamonds",
        Sizes = new SizeRange(1, 300_000),
    };

    public static LadderShape WithResult { get; } = new(BuildWithResult)
    {
        Name = "diamonds-result",
        Description = "One function of if/else diamonds one after another, each of which leaves one value that the next one takes.",
        SizeUnit = "diamonds",
        Sizes = new SizeRange(1, 400_000),
    };

    private static void BuildOverLocals(RungBuilder rung)
    {
        var code = rung.BeginMain([I32], [I32], new LocalGroup(Locals, I32));
        for (var i = 0; i < rung.Size; i++)
        {
            code.LocalGet(0).If();
            rung.AddToLocal(code, 1 + (i % Locals));
            code.Else();
            rung.AddToLocal(code, 1 + ((i + (Locals / 2)) % Locals));
            code.End();
        }

        rung.EndFunction(RungBuilder.Fold(code.LocalGet(0), 1, Locals, Opcode.I32Add));
    }

    private static void BuildWithResult(RungBuilder rung)
    {
        var code = rung.BeginMain([I32, I32], [I32]);
        for (var i = 0; i < rung.Size; i++)
        {
            code.LocalGet(0).If(I32).LocalGet(1).I32Const(rung.Random.SmallConstant()).Op(Opcode.I32Add);
            code.Else().LocalGet(1).I32Const(rung.Random.SmallConstant()).Op(Opcode.I32Xor).End().LocalSet(1);
        }

        rung.EndFunction(code.LocalGet(1));
    }
}
