using CompileBench.Modules.Wasm.Writing;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>Control structures inside one another.</summary>
internal static class Nesting
{
    private const int FunctionsOfSparseBranches = 100;
    private const int BlocksPerBranch = 16;
    /// <summary>The shapes of this family, in the order in which they are listed.</summary>
    public static IReadOnlyList<LadderShape> All => [Blocks, Loops, Ifs, SparseBranches];

    public static LadderShape Blocks { get; } = new(BuildBlocks)
    {
        Name = "nested-blocks",
        Description = "One function of blocks inside one another, with one branch at the innermost.",
        SizeUnit = "nested blocks",
        Sizes = new SizeRange(1, 2_000_000),
    };

    public static LadderShape Loops { get; } = new(BuildLoops)
    {
        Name = "nested-loops",
        Description = "One function of loops inside one another, each with a branch back to its start.",
        SizeUnit = "nested loops",
        Sizes = new SizeRange(1, 1_000_000),
        KnownIssues = ["wt#4060"],
    };

    public static LadderShape Ifs { get; } = new(BuildIfs)
    {
        Name = "nested-ifs",
        Description = "One function of ifs inside one another, each with an else that changes a local.",
        SizeUnit = "nested ifs",
        Sizes = new SizeRange(1, 500_000),
    };

    public static LadderShape SparseBranches { get; } = new(BuildSparseBranches)
    {
        Name = "nested-blocks-sparse-branches",
        Description = "A hundred alike functions of blocks inside one another, of which one in sixteen is left by a branch.",
        SizeUnit = "nested blocks in each of 100 functions",
        Sizes = new SizeRange(1, 100_000),
        KnownIssues = ["wt#3414"],
    };

    private static void BuildBlocks(RungBuilder rung)
    {
        var code = rung.BeginMain([I32], []);
        for (var i = 0; i < rung.Size; i++)
        {
            code.Block();
        }

        rung.EndFunction(code.LocalGet(0).BrIf(0).Ends(rung.Size));
    }

    private static void BuildLoops(RungBuilder rung)
    {
        var code = rung.BeginMain([I32], []);
        for (var i = 0; i < rung.Size; i++)
        {
            code.Loop();
        }

        for (var i = 0; i < rung.Size; i++)
        {
            code.LocalGet(0).BrIf(0).End();
        }

        rung.EndFunction(code);
    }

    private static void BuildIfs(RungBuilder rung)
    {
        var code = rung.BeginMain([I32, I32], [I32]);
        for (var i = 0; i < rung.Size; i++)
        {
            code.LocalGet(0).If();
        }

        for (var i = 0; i < rung.Size; i++)
        {
            rung.AddToLocal(code.Else(), 1).End();
        }

        rung.EndFunction(code.LocalGet(1));
    }

    private static void BuildSparseBranches(RungBuilder rung)
    {
        var code = rung.BeginMain([I32], []);
        WriteSparseBranches(rung, code);
        for (var i = 1; i < FunctionsOfSparseBranches; i++)
        {
            rung.Module.DeclareFunction(0);
            WriteSparseBranches(rung, rung.Module.BeginBody());
        }
    }

    private static void WriteSparseBranches(RungBuilder rung, InstructionWriter code)
    {
        for (var i = 0; i < rung.Size; i++)
        {
            code.Block();
        }

        for (var i = 0; i < rung.Size; i++)
        {
            if (i % BlocksPerBranch == 0)
            {
                code.LocalGet(0).BrIf(rung.Random.Below(Math.Min(BlocksPerBranch, rung.Size - i)));
            }

            code.End();
        }

        rung.EndFunction(code);
    }
}
