using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing.Bodies;

/// <summary>Writes calls, and tail calls that replace the caller.</summary>
internal sealed class CallInstructions : InstructionFamily
{
    /// <summary>For each function type, the types with the same results. Their functions can replace the caller in a tail call.</summary>
    private readonly Dictionary<int, int[]> _tailTypes = [];

    public CallInstructions(FuzzBody body)
        : base(body)
    {
        if (!Types.Has(WasmFeatures.TailCalls))
        {
            return;
        }

        foreach (var type in Types.Functions)
        {
            var results = Types.All[type].Results;
            _tailTypes[type] = [.. Types.Functions.Where(other => Types.All[other].Results.AsSpan().SequenceEqual(results))];
        }
    }

    private int DrawFunctionType() => Types.Functions[Random.Below(Types.Functions.Count)];

    public bool TryWrite(FuzzAction action)
    {
        switch (action)
        {
            case FuzzAction.Call:
                var function = DrawCallee();
                var type = Types.All[Plan.Functions[function]];
                Operands.Need(type.Parameters);
                Code.Call(function);
                Operands.Push(type.Results);
                return true;
            case FuzzAction.CallIndirect:
                Operands.Push(CallThroughTable(Opcode.CallIndirect, DrawFunctionType()));
                return true;
            case FuzzAction.CallRef:
                Operands.Push(CallReference(Opcode.CallRef, DrawFunctionType()));
                return true;
            default:
                return Blocks.IsNested && TryTailCall(action);
        }
    }

    /// <summary>Returns the one of two functions that takes more of the values on the stack.</summary>
    private int DrawCallee()
    {
        var (one, other) = (Random.Below(Plan.Functions.Count), Random.Below(Plan.Functions.Count));
        var taken = Operands.CountPresent(Types.All[Plan.Functions[one]].Parameters);
        return Operands.CountPresent(Types.All[Plan.Functions[other]].Parameters) > taken ? other : one;
    }

    private bool TryTailCall(FuzzAction action)
    {
        var types = _tailTypes[FunctionType];
        var type = types[Random.Below(types.Length)];
        switch (action)
        {
            case FuzzAction.ReturnCall:
                if (!Plan.FunctionsByType.TryGetValue(type, out var functions))
                {
                    return false;
                }

                Operands.Need(Types.All[type].Parameters);
                Code.Op(Opcode.ReturnCall, functions[Random.Below(functions.Count)]);
                break;
            case FuzzAction.ReturnCallIndirect:
                var (table, only) = Plan.CallTables[Random.Below(Plan.CallTables.Count)];
                if (only >= 0 && only != type)
                {
                    return false;
                }

                Operands.NeedAlso(Types.All[type].Parameters, Plan.Tables[table].IndexType);
                Code.Op(Opcode.ReturnCallIndirect, type, table);
                break;
            default:
                CallReference(Opcode.ReturnCallRef, type);
                break;
        }

        Blocks.MarkUnreachable();
        return true;
    }

    private WasmType[] CallThroughTable(Opcode opcode, int type)
    {
        var (table, only) = Plan.CallTables[Random.Below(Plan.CallTables.Count)];
        type = only >= 0 ? only : type;
        Operands.NeedAlso(Types.All[type].Parameters, Plan.Tables[table].IndexType);
        Code.Op(opcode, type, table);
        return Types.All[type].Results;
    }

    private WasmType[] CallReference(Opcode opcode, int type)
    {
        Operands.NeedAlso(Types.All[type].Parameters, WasmType.Nullable(HeapType.Concrete(type)));
        Code.Op(opcode, type);
        return Types.All[type].Results;
    }
}
