using CompileBench.Modules.Wasm.Format;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>A value chosen between itself and itself, again and again: rewriting it naively doubles the work at every step.</summary>
internal static class SelectChain
{
    public static LadderShape Shape { get; } = new(Build)
    {
        Name = "select-chain",
        Description = "One function of selects that each choose between two copies of the value that the select before left.",
        SizeUnit = "selects",
        Sizes = new SizeRange(1, 700_000),
        KnownIssues = ["wt#10579"],
    };

    private static void Build(RungBuilder rung)
    {
        var code = rung.BeginMain([I32, I32, I32, I32, I32], [I32]);
        for (var i = 0; i < rung.Size; i++)
        {
            code.LocalGet(0).LocalGet(0).LocalGet(1 + rung.Random.Below(4)).Op(Opcode.Select).LocalSet(0);
        }

        rung.EndFunction(code.LocalGet(0));
    }
}
