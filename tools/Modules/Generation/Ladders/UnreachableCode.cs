using CompileBench.Modules.Wasm.Format;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>Code that can never run: a compiler reads past it, so it should cost next to nothing.</summary>
internal static class UnreachableCode
{
    public static LadderShape Shape { get; } = new(Build)
    {
        Name = "unreachable-code",
        Description = "One function that begins with unreachable, followed by operations that can never run.",
        SizeUnit = "operations that never run",
        Sizes = new SizeRange(1, 1_000_000),
    };

    private static void Build(RungBuilder rung)
    {
        var code = rung.BeginMain([I32], [I32]).Op(Opcode.Unreachable);
        for (var i = 0; i < rung.Size; i++)
        {
            code.LocalGet(0).I32Const(rung.Random.SmallConstant()).Op(Opcode.I32Mul).LocalSet(0);
        }

        rung.EndFunction(code.LocalGet(0));
    }
}
