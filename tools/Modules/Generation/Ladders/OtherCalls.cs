using CompileBench.Modules.Wasm.Format;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>Calls through a table or a reference, and calls that take the caller's place.</summary>
internal static class OtherCalls
{
    private const int Callees = 16;
    /// <summary>The shapes of this family, in the order in which they are listed.</summary>
    public static IReadOnlyList<LadderShape> All => [Indirect, ByReference, Tail];

    public static LadderShape Indirect { get; } = new(BuildIndirect)
    {
        Name = "call-indirect-run",
        Description = "One function of calls through a table one after another, each passing on the result of the one before.",
        SizeUnit = "indirect calls",
        Sizes = new SizeRange(1, 700_000),
    };

    public static LadderShape ByReference { get; } = new(BuildByReference)
    {
        Name = "call-ref-run",
        Description = "One function of calls through function references that may be null, each passing on the result of the one before.",
        SizeUnit = "calls by reference",
        Sizes = new SizeRange(1, 700_000),
        Features = WasmFeatures.ReferenceTypes | WasmFeatures.FunctionReferences,
    };

    public static LadderShape Tail { get; } = new(BuildTail)
    {
        Name = "tail-call-functions",
        Description = "Functions that each end in a tail call to the next one, with more arguments than fit into registers.",
        SizeUnit = "functions",
        Sizes = new SizeRange(1, 200_000),
        Features = WasmFeatures.TailCalls,
    };

    private static void BuildIndirect(RungBuilder rung)
    {
        var type = WriteCallees(rung, out var callees);
        rung.Module.Table(new TableType(FuncRef, Callees, Callees));
        rung.Module.FillTable(0, callees);
        var code = rung.BeginMain([I32, I32], [I32]);
        for (var i = 0; i < rung.Size; i++)
        {
            code.LocalGet(0).LocalGet(1).CallIndirect(type).LocalSet(0);
        }

        rung.EndFunction(code.LocalGet(0));
    }

    private static void BuildByReference(RungBuilder rung)
    {
        const int references = 4;
        var type = WriteCallees(rung, out var callees);
        rung.Module.DeclareReferences(callees);
        var reference = Nullable(HeapType.Concrete(type));
        var code = rung.BeginMain([I32], [I32], new LocalGroup(references, reference));
        for (var i = 0; i < references; i++)
        {
            code.RefFunc(callees[i]).LocalSet(1 + i);
        }

        for (var i = 0; i < rung.Size; i++)
        {
            code.LocalGet(0).LocalGet(1 + rung.Random.Below(references)).Op(Opcode.CallRef, type).LocalSet(0);
        }

        rung.EndFunction(code.LocalGet(0));
    }

    private static void BuildTail(RungBuilder rung)
    {
        const int parameters = 10;
        var code = rung.BeginMain([I32, I32, I32, I32, I32, I32, I32, I32, I32, I32], [I32]);
        for (var function = 0; function < rung.Size; function++)
        {
            if (function > 0)
            {
                rung.Module.DeclareFunction(0);
                code = rung.Module.BeginBody();
            }

            // The arguments move up by one place, so that none is where it was.
            for (var parameter = 0; parameter < parameters; parameter++)
            {
                code.LocalGet((parameter + 1) % parameters);
            }

            code.I32Const(rung.Random.SmallConstant()).Op(Opcode.I32Add).Op(Opcode.ReturnCall, (function + 1) % rung.Size);
            rung.EndFunction(code);
        }
    }

    private static int WriteCallees(RungBuilder rung, out int[] callees)
    {
        var type = rung.Module.FunctionType([I32], [I32]);
        callees = new int[Callees];
        for (var i = 0; i < Callees; i++)
        {
            callees[i] = rung.Module.DeclareFunction(type);
            rung.EndFunction(rung.Module.BeginBody().LocalGet(0).I32Const(rung.Random.SmallConstant()).Op(Opcode.I32Xor));
        }

        return type;
    }
}
