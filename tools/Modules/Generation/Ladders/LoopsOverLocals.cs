using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Writing;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>Loops that carry locals round: every loop header joins the values of whatever the loop assigns.</summary>
internal static class LoopsOverLocals
{
    private const int Locals = 32;
    /// <summary>The shapes of this family, in the order in which they are listed.</summary>
    public static IReadOnlyList<LadderShape> All => [Nested, InSequence, Empty];

    public static LadderShape Nested { get; } = new(BuildNested)
    {
        Name = "nested-loops-locals",
        Description = "One function of loops inside one another that update 32 locals in turn, so that every loop carries them all.",
        SizeUnit = "nested loops",
        Sizes = new SizeRange(1, 500_000),
    };

    public static LadderShape InSequence { get; } = new(BuildInSequence)
    {
        Name = "loops-locals",
        Description = "One function of loops one after another, each of which updates one of 32 locals.",
        SizeUnit = "loops in sequence",
        Sizes = new SizeRange(1, 450_000),
    };

    public static LadderShape Empty { get; } = new(BuildEmpty)
    {
        Name = "empty-loops",
        Description = "One function of empty loops one after another.",
        SizeUnit = "empty loops",
        Sizes = new SizeRange(1, 2_500_000),
        KnownIssues = ["wt#3441", "wt#3468"],
    };

    private static void BuildNested(RungBuilder rung)
    {
        var code = rung.BeginMain([I32], [I32], new LocalGroup(Locals, I32));
        for (var i = 0; i < rung.Size; i++)
        {
            code.Loop();
            rung.AddToLocal(code, 1 + (i % Locals));
        }

        for (var i = 0; i < rung.Size; i++)
        {
            code.LocalGet(0).BrIf(0).End();
        }

        SumOfLocals(rung, code);
    }

    private static void BuildInSequence(RungBuilder rung)
    {
        var code = rung.BeginMain([I32], [I32], new LocalGroup(Locals, I32));
        for (var i = 0; i < rung.Size; i++)
        {
            code.Loop();
            rung.AddToLocal(code, 1 + (i % Locals));
            code.LocalGet(0).BrIf(0).End();
        }

        SumOfLocals(rung, code);
    }

    private static void BuildEmpty(RungBuilder rung)
    {
        var code = rung.BeginMain([], []);
        for (var i = 0; i < rung.Size; i++)
        {
            code.Loop().End();
        }

        rung.EndFunction(code);
    }

    private static void SumOfLocals(RungBuilder rung, InstructionWriter code)
    {
        rung.EndFunction(RungBuilder.Fold(code.LocalGet(0), 1, Locals, Opcode.I32Add));
    }
}
