using CompileBench.Modules.Wasm.Format;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>Code that catches exceptions, one handler after another and one inside another.</summary>
internal static class Exceptions
{
    /// <summary>The shapes of this family, in the order in which they are listed.</summary>
    public static IReadOnlyList<LadderShape> All => [InSequence, Nested];

    public static LadderShape InSequence { get; } = new(BuildInSequence)
    {
        Name = "try-chain",
        Description = "One function of calls one after another, each in a try_table of its own that catches a number.",
        SizeUnit = "try_tables",
        Sizes = new SizeRange(1, 400_000),
        Features = WasmFeatures.Exceptions,
    };

    public static LadderShape Nested { get; } = new(BuildNested)
    {
        Name = "nested-tries",
        Description = "One function of try_tables inside one another with a call at the innermost, each catching a number that it alters and throws on.",
        SizeUnit = "nested try_tables",
        Sizes = new SizeRange(1, 300_000),
        Features = WasmFeatures.Exceptions,
    };

    private static int Thrower(RungBuilder rung)
    {
        rung.Module.Tag(rung.Module.FunctionType([I32], []));
        var function = rung.Module.DeclareFunction(rung.Module.FunctionType([I32], [I32]));
        var code = rung.Module.BeginBody().LocalGet(0).If().LocalGet(0).Throw(0).End().LocalGet(0);
        rung.EndFunction(code);
        return function;
    }

    private static void BuildInSequence(RungBuilder rung)
    {
        var thrower = Thrower(rung);
        var code = rung.BeginMain([I32], [I32]);
        for (var i = 0; i < rung.Size; i++)
        {
            code.Block(I32).TryTable(I32, CatchClause.ForTag(0, label: 0));
            code.LocalGet(0).Call(thrower).End().End().LocalSet(0);
        }

        rung.EndFunction(code.LocalGet(0));
    }

    private static void BuildNested(RungBuilder rung)
    {
        var thrower = Thrower(rung);
        var code = rung.BeginMain([I32], [I32]);
        for (var i = 0; i < rung.Size; i++)
        {
            code.Block(I32).TryTable(BlockType.Empty, CatchClause.ForTag(0, label: 0));
        }

        code.LocalGet(0).Call(thrower).LocalSet(0);
        for (var i = 0; i < rung.Size; i++)
        {
            // After the try_table nothing was caught; after the block something was, and goes on outwards.
            code.End().LocalGet(0).Op(Opcode.Return).End();
            code.I32Const(rung.Random.SmallConstant()).Op(Opcode.I32Add);
            _ = i < rung.Size - 1 ? code.Throw(0) : code;
        }

        rung.EndFunction(code);
    }
}
