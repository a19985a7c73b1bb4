using CompileBench.Modules.Wasm.Format;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>Many values that exist at the same time, on the operand stack or in locals.</summary>
internal static class LiveValues
{
    private const int RoundRobinLocals = 64;
    /// <summary>The shapes of this family, in the order in which they are listed.</summary>
    public static IReadOnlyList<LadderShape> All => [OnStack, InLocals, OneAtATime, RoundRobin];

    public static LadderShape OnStack { get; } = new(BuildOnStack)
    {
        Name = "values-on-stack",
        Description = "One function that pushes sums onto the operand stack and only then folds them all into one.",
        SizeUnit = "values on the operand stack",
        Sizes = new SizeRange(1, 700_000),
    };

    public static LadderShape InLocals { get; } = new(BuildInLocals)
    {
        Name = "locals-all-live",
        Description = "One function that gives every local a value before it reads the first, so that all are live at once.",
        SizeUnit = "locals",
        Sizes = new SizeRange(1, FormatLimits.Locals - 1),
    };

    public static LadderShape OneAtATime { get; } = new(BuildOneAtATime)
    {
        Name = "many-locals",
        Description = "One function with many locals, each set and read once before the next is touched.",
        SizeUnit = "locals",
        Sizes = new SizeRange(1, FormatLimits.Locals - 1),
    };

    public static LadderShape RoundRobin { get; } = new(BuildRoundRobin)
    {
        Name = "locals-round-robin",
        Description = "One function that updates 64 locals in turn, so that every read is far from the write before it.",
        SizeUnit = "updates",
        Sizes = new SizeRange(1, 1_000_000),
    };

    private static void BuildOnStack(RungBuilder rung)
    {
        var code = rung.BeginMain([I32], [I32]);
        for (var i = 0; i < rung.Size; i++)
        {
            code.LocalGet(0).I32Const(i + 1).Op(Opcode.I32Mul);
        }

        for (var i = 1; i < rung.Size; i++)
        {
            code.Op(Opcode.I32Xor);
        }

        rung.EndFunction(code);
    }

    private static void BuildInLocals(RungBuilder rung)
    {
        var code = rung.BeginMain([I32], [I32], new LocalGroup(rung.Size, I32));
        RungBuilder.SetApart(code, rung.Size);
        rung.EndFunction(RungBuilder.Fold(code.LocalGet(0), 1, rung.Size, Opcode.I32Xor));
    }

    private static void BuildOneAtATime(RungBuilder rung)
    {
        var code = rung.BeginMain([I32], [I32], new LocalGroup(rung.Size, I32));
        for (var local = 1; local <= rung.Size; local++)
        {
            code.LocalGet(0).I32Const(local).Op(Opcode.I32Mul).LocalSet(local);
            code.LocalGet(0).LocalGet(local).Op(Opcode.I32Xor).LocalSet(0);
        }

        rung.EndFunction(code.LocalGet(0));
    }

    private static void BuildRoundRobin(RungBuilder rung)
    {
        var code = rung.BeginMain([I32], [I32], new LocalGroup(RoundRobinLocals - 1, I32));
        RungBuilder.SetApart(code, RoundRobinLocals - 1);
        for (var i = 0; i < rung.Size; i++)
        {
            var local = i % RoundRobinLocals;
            code.LocalGet(local).LocalGet((local + 17) % RoundRobinLocals).Op(Opcode.I32Add).LocalSet(local);
        }

        rung.EndFunction(RungBuilder.Fold(code.LocalGet(0), 1, RoundRobinLocals - 1, Opcode.I32Xor));
    }
}
