using CompileBench.Modules.Wasm.Format;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>A number added to itself again and again and then wrapped: rewriting the wrapped sum as a sum of wrapped values doubles the work at every step.</summary>
internal static class AddWrapChain
{
    public static LadderShape Shape { get; } = new(Build)
    {
        Name = "add-wrap-chain",
        Description = "One function that doubles a 64-bit number by adding it to itself, again and again, and wraps the result to 32 bits.",
        SizeUnit = "doublings",
        Sizes = new SizeRange(1, 1_000_000),
        KnownIssues = ["wt#7874", "wt#13068"],
    };

    private static void Build(RungBuilder rung)
    {
        var code = rung.BeginMain([I32], [I32], new LocalGroup(1, I64)).LocalGet(0).Op(Opcode.I64ExtendI32U).LocalSet(1);
        for (var i = 0; i < rung.Size; i++)
        {
            code.LocalGet(1).LocalGet(1).Op(Opcode.I64Add).LocalSet(1);
        }

        rung.EndFunction(code.LocalGet(1).Op(Opcode.I32WrapI64));
    }
}
