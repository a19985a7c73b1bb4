using CompileBench.Modules.Wasm.Writing;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>Jumps by index: tables with many entries, with many targets, and many of them.</summary>
internal static class BranchTables
{
    private const int WideTargets = 16;
    private const int ShortTargets = 4;
    /// <summary>The shapes of this family, in the order in which they are listed.</summary>
    public static IReadOnlyList<LadderShape> All => [OneTarget, NestedBlocks, Wide, InSequence];

    public static LadderShape OneTarget { get; } = new(BuildOneTarget)
    {
        Name = "br-table-one-target",
        Description = "One function with one br_table whose entries all name the same block.",
        SizeUnit = "table entries",
        Sizes = new SizeRange(1, 7_500_000),
        KnownIssues = ["wt#4038"],
    };

    public static LadderShape NestedBlocks { get; } = new(BuildNestedBlocks)
    {
        Name = "br-table-nested-blocks",
        Description = "One function of blocks inside one another and one br_table that jumps out of any of them; code follows each.",
        SizeUnit = "nested blocks",
        Sizes = new SizeRange(1, 500_000),
        KnownIssues = ["cranelift#1243"],
    };

    public static LadderShape Wide { get; } = new(BuildWide)
    {
        Name = "br-table-wide",
        Description = "One function with one br_table whose entries are spread over sixteen blocks.",
        SizeUnit = "table entries",
        Sizes = new SizeRange(1, 7_500_000),
    };

    public static LadderShape InSequence { get; } = new(BuildInSequence)
    {
        Name = "br-tables",
        Description = "One function of br_tables one after another, each with four targets that change a local.",
        SizeUnit = "br_tables",
        Sizes = new SizeRange(1, 120_000),
    };

    private static void BuildOneTarget(RungBuilder rung)
    {
        var code = rung.BeginMain([I32], []).Block().LocalGet(0);
        rung.EndFunction(code.BrTable(new int[rung.Size], 0).End());
    }

    private static void BuildNestedBlocks(RungBuilder rung)
    {
        var labels = new int[rung.Size];
        var code = rung.BeginMain([I32, I32], [I32]);
        for (var i = 0; i < rung.Size; i++)
        {
            labels[i] = i;
            code.Block();
        }

        code.LocalGet(0).BrTable(labels, rung.Size - 1);
        for (var i = 0; i < rung.Size; i++)
        {
            rung.AddToLocal(code.End(), 1);
        }

        rung.EndFunction(code.LocalGet(1));
    }

    private static void BuildWide(RungBuilder rung)
    {
        var labels = new int[rung.Size];
        for (var i = 0; i < rung.Size; i++)
        {
            labels[i] = rung.Random.Below(WideTargets);
        }

        var code = rung.BeginMain([I32, I32], [I32]);
        Switch(rung, code, labels, WideTargets);
        rung.EndFunction(code.LocalGet(1));
    }

    private static void BuildInSequence(RungBuilder rung)
    {
        int[] labels = [0, 1, 2, 3];
        var code = rung.BeginMain([I32, I32], [I32]);
        for (var i = 0; i < rung.Size; i++)
        {
            Switch(rung, code, labels, ShortTargets);
        }

        rung.EndFunction(code.LocalGet(1));
    }

    private static void Switch(RungBuilder rung, InstructionWriter code, ReadOnlySpan<int> labels, int targets)
    {
        for (var i = 0; i < targets; i++)
        {
            code.Block();
        }

        code.LocalGet(0).BrTable(labels, 0);
        for (var i = 0; i < targets; i++)
        {
            rung.AddToLocal(code.End(), 1);
        }
    }
}
