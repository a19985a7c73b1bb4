using CompileBench.Modules.Wasm.Format;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>The loop of a generated lexer: read a byte, jump by state, do a little, go round.</summary>
internal static class LexerSwitch
{
    private const int Position = 0;
    private const int State = 1;
    private const int FirstValue = 2;
    private const int Values = 8;

    public static LadderShape Shape { get; } = new(Build)
    {
        Name = "lexer-switch",
        Description = "One function of a loop round one br_table whose cases read the next byte, change one of eight locals and go round.",
        SizeUnit = "cases",
        Sizes = new SizeRange(1, 250_000),
    };

    private static void Build(RungBuilder rung)
    {
        rung.Module.Memory(new MemoryType(1));
        var labels = new int[rung.Size];
        for (var i = 0; i < rung.Size; i++)
        {
            labels[i] = i;
        }

        // From the inside out: the blocks of the cases, the block that leaves the loop, the loop.
        var code = rung.BeginMain([I32, I32], [I32], new LocalGroup(Values, I32)).Loop().Block();
        for (var i = 0; i < rung.Size; i++)
        {
            code.Block();
        }

        code.LocalGet(State).BrTable(labels, rung.Size);
        for (var i = 0; i < rung.Size; i++)
        {
            var value = FirstValue + (i % Values);
            code.End().LocalGet(value).LocalGet(Position).Access(Opcode.I32Load8U, 0, 0).LocalTee(State).Op(Opcode.I32Add).LocalSet(value);
            rung.AddToLocal(code, Position);
            code.Br(rung.Size - i);
        }

        rung.EndFunction(RungBuilder.Fold(code.End().End().LocalGet(Position), FirstValue, Values, Opcode.I32Add));
    }
}
