using CompileBench.Modules.Wasm.Format;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>Conversions between integers and floats, the trapping ones of which are checked and so expand into branches.</summary>
internal static class Conversions
{
    public static LadderShape Shape { get; } = new(Build)
    {
        Name = "conversion-run",
        Description = "One function of conversions from f64 to i64, checked and saturating in turn, and back again.",
        SizeUnit = "round trips between f64 and i64",
        Sizes = new SizeRange(1, 700_000),
    };

    private static void Build(RungBuilder rung)
    {
        var code = rung.BeginMain([F64, F64, F64], [F64]);
        for (var i = 0; i < rung.Size; i++)
        {
            code.LocalGet(0).Op(i % 2 == 0 ? Opcode.I64TruncF64S : Opcode.I64TruncSatF64S).Op(Opcode.F64ConvertI64S);
            code.LocalGet(1 + rung.Random.Below(2)).Op(Opcode.F64Add).LocalSet(0);
        }

        rung.EndFunction(code.LocalGet(0));
    }
}
