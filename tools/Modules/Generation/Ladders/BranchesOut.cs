using CompileBench.Modules.Wasm.Format;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>Many branches out of one block, which all meet at its end.</summary>
internal static class BranchesOut
{
    /// <summary>The shapes of this family, in the order in which they are listed.</summary>
    public static IReadOnlyList<LadderShape> All => [WithResult, UpdatedValue];

    public static LadderShape WithResult { get; } = new(BuildWithResult)
    {
        Name = "br-if-result",
        Description = "One function of conditional branches that all carry a value out of the same block.",
        SizeUnit = "branches",
        Sizes = new SizeRange(1, 700_000),
        KnownIssues = ["ra2#203"],
    };

    public static LadderShape UpdatedValue { get; } = new(BuildUpdatedValue)
    {
        Name = "br-if-updated",
        Description = "One function of conditional branches out of the same block, each testing a local that was changed just before.",
        SizeUnit = "branches",
        Sizes = new SizeRange(1, 800_000),
    };

    private static void BuildWithResult(RungBuilder rung)
    {
        var code = rung.BeginMain([I32, I32], [I32]).Block(I32);
        for (var i = 0; i < rung.Size; i++)
        {
            code.I32Const(i).LocalGet(rung.Random.Below(2)).BrIf(0).Drop();
        }

        rung.EndFunction(code.LocalGet(0).End());
    }

    private static void BuildUpdatedValue(RungBuilder rung)
    {
        var code = rung.BeginMain([I32], [I32]).Block();
        for (var i = 0; i < rung.Size; i++)
        {
            code.LocalGet(0).I32Const(rung.Random.SmallConstant()).Op(Opcode.I32Add).LocalTee(0).BrIf(0);
        }

        rung.EndFunction(code.End().LocalGet(0));
    }
}
