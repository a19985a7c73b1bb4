using CompileBench.Modules.Wasm.Format;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>Blocks one after another.</summary>
internal static class BlockRuns
{
    /// <summary>The shapes of this family, in the order in which they are listed.</summary>
    public static IReadOnlyList<LadderShape> All => [LocalUpdate, WithResult, MultiValue];

    public static LadderShape LocalUpdate { get; } = new(BuildLocalUpdate)
    {
        Name = "block-local-add",
        Description = "One function of blocks one after another, each of which adds 1 to the same local.",
        SizeUnit = "blocks",
        Sizes = new SizeRange(1, 750_000),
        KnownIssues = ["wt#4923"],
    };

    public static LadderShape WithResult { get; } = new(BuildWithResult)
    {
        Name = "result-blocks",
        Description = "One function of blocks one after another that leave a value, which a branch or the end of the block brings.",
        SizeUnit = "blocks",
        Sizes = new SizeRange(1, 500_000),
    };

    public static LadderShape MultiValue { get; } = new(BuildMultiValue)
    {
        Name = "multi-value-blocks",
        Description = "One function of blocks one after another that take three values and leave three, by a branch or in another order.",
        SizeUnit = "blocks",
        Sizes = new SizeRange(1, 300_000),
        Features = WasmFeatures.MultiValue,
    };

    private static void BuildLocalUpdate(RungBuilder rung)
    {
        var code = rung.BeginMain([I32], [I32]);
        for (var i = 0; i < rung.Size; i++)
        {
            code.Block().I32Const(1).LocalGet(0).Op(Opcode.I32Add).LocalSet(0).End();
        }

        rung.EndFunction(code.LocalGet(0));
    }

    private static void BuildWithResult(RungBuilder rung)
    {
        var code = rung.BeginMain([I32, I32], [I32]);
        for (var i = 0; i < rung.Size; i++)
        {
            code.Block(I32).LocalGet(0).LocalGet(1).BrIf(0).I32Const(rung.Random.SmallConstant()).Op(Opcode.I32Add).End().LocalSet(0);
        }

        rung.EndFunction(code.LocalGet(0));
    }

    private static void BuildMultiValue(RungBuilder rung)
    {
        var triple = rung.Module.FunctionType([I32, I32, I32], [I32, I32, I32]);
        var code = rung.BeginMain([I32, I32, I32, I32], [I32], new LocalGroup(1, I32));
        code.LocalGet(0).LocalGet(1).LocalGet(2);
        for (var i = 0; i < rung.Size; i++)
        {
            // The top two values change places, the new top one is altered.
            code.Block(BlockType.WithFunctionType(triple)).LocalGet(3).BrIf(0).LocalSet(0).LocalSet(4).LocalGet(0).LocalGet(4);
            code.I32Const(rung.Random.SmallConstant()).Op(Opcode.I32Add).End();
        }

        rung.EndFunction(code.Op(Opcode.I32Xor).Op(Opcode.I32Xor));
    }
}
