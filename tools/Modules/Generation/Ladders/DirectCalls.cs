using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Writing;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>Runs of calls in one function, which differ in what lives across them.</summary>
internal static class DirectCalls
{
    private const int LiveLocals = 64;
    /// <summary>The shapes of this family, in the order in which they are listed.</summary>
    public static IReadOnlyList<LadderShape> All => [Run, ResultsOnStack, LiveValues, ArgumentSwap, Arguments];

    public static LadderShape Run { get; } = new(BuildRun)
    {
        Name = "call-run",
        Description = "One function of calls one after another, each passing on the result of the one before.",
        SizeUnit = "calls",
        Sizes = new SizeRange(1, 1_200_000),
    };

    public static LadderShape ResultsOnStack { get; } = new(BuildResultsOnStack)
    {
        Name = "call-results-on-stack",
        Description = "One function of calls whose results all stay on the operand stack until the last call has returned.",
        SizeUnit = "calls",
        Sizes = new SizeRange(1, 2_000_000),
    };

    public static LadderShape LiveValues { get; } = new(BuildLiveValues)
    {
        Name = "calls-live-values",
        Description = "One function of calls with 64 locals alive across every one of them.",
        SizeUnit = "calls",
        Sizes = new SizeRange(1, 1_200_000),
        KnownIssues = ["wt#3523"],
    };

    public static LadderShape ArgumentSwap { get; } = new(BuildArgumentSwap)
    {
        Name = "call-argument-swap",
        Description = "One function that passes the same value to every call, as first and as second argument in turn.",
        SizeUnit = "calls",
        Sizes = new SizeRange(1, 1_200_000),
        KnownIssues = ["wt#4291"],
    };

    public static LadderShape Arguments { get; } = new(BuildArguments)
    {
        Name = "call-arguments",
        Description = "One function that makes sixteen calls with many arguments, each of which is another local.",
        SizeUnit = "arguments of each of 16 calls",
        Sizes = new SizeRange(1, FormatLimits.Parameters),
    };

    private static void BuildRun(RungBuilder rung)
    {
        var callee = Callee(rung, [I32], [I32], code => code.LocalGet(0).I32Const(1).Op(Opcode.I32Add));
        var code = rung.BeginMain([I32], [I32]);
        for (var i = 0; i < rung.Size; i++)
        {
            code.LocalGet(0).Call(callee).LocalSet(0);
        }

        rung.EndFunction(code.LocalGet(0));
    }

    private static void BuildResultsOnStack(RungBuilder rung)
    {
        rung.Module.Global(I32, mutable: true, out var initial);
        initial.I32Const(rung.Random.SmallConstant()).End();
        var callee = Callee(rung, [], [I32], code => code.GlobalGet(0));
        var code = rung.BeginMain([], [I32]);
        for (var i = 0; i < rung.Size; i++)
        {
            code.Call(callee);
        }

        for (var i = 1; i < rung.Size; i++)
        {
            code.Op(Opcode.I32Add);
        }

        rung.EndFunction(code);
    }

    private static void BuildLiveValues(RungBuilder rung)
    {
        var callee = Callee(rung, [I32], [I32], code => code.LocalGet(0).I32Const(1).Op(Opcode.I32Add));
        var code = rung.BeginMain([I32], [I32], new LocalGroup(LiveLocals - 1, I32));
        for (var i = 0; i < rung.Size; i++)
        {
            code.LocalGet(rung.Random.Below(LiveLocals)).Call(callee).LocalSet(i % LiveLocals);
        }

        rung.EndFunction(RungBuilder.Fold(code.LocalGet(0), 1, LiveLocals - 1, Opcode.I32Add));
    }

    private static void BuildArgumentSwap(RungBuilder rung)
    {
        var callee = Callee(rung, [I32, I32], [], _ => { });
        var code = rung.BeginMain([I32], []);
        for (var i = 0; i < rung.Size; i++)
        {
            var other = rung.Random.SmallConstant();
            _ = i % 2 == 0 ? code.LocalGet(0).I32Const(other) : code.I32Const(other).LocalGet(0);
            code.Call(callee);
        }

        rung.EndFunction(code);
    }

    private static void BuildArguments(RungBuilder rung)
    {
        const int calls = 16;
        var parameters = Enumerable.Repeat(I32, rung.Size).ToArray();
        var callee = Callee(rung, parameters, [], _ => { });
        var code = rung.BeginMain([I32], [], new LocalGroup(rung.Size, I32));
        RungBuilder.SetApart(code, rung.Size);
        for (var call = 0; call < calls; call++)
        {
            for (var argument = 0; argument < rung.Size; argument++)
            {
                code.LocalGet(1 + ((argument + call) % rung.Size));
            }

            code.Call(callee);
        }

        rung.EndFunction(code);
    }

    private static int Callee(RungBuilder rung, WasmType[] parameters, WasmType[] results, Action<InstructionWriter> write)
    {
        var function = rung.Module.DeclareFunction(rung.Module.FunctionType(parameters, results));
        var code = rung.Module.BeginBody();
        write(code);
        rung.EndFunction(code);
        return function;
    }
}
