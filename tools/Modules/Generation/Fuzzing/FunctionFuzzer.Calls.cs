using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <content>Calls, and calls that take the caller's place.</content>
internal sealed partial class FunctionFuzzer
{
    /// <summary>For each function type, the types whose functions leave the same and so can be called in its functions' place.</summary>
    private readonly Dictionary<int, int[]> _tailTypes = [];

    private void IndexTailCalls()
    {
        if (!_types.Has(WasmFeatures.TailCalls))
        {
            return;
        }

        foreach (var type in _types.Functions)
        {
            var results = _types.All[type].Results;
            _tailTypes[type] = [.. _types.Functions.Where(other => _types.All[other].Results.AsSpan().SequenceEqual(results))];
        }
    }

    private int DrawFunctionType() => _types.Functions[_random.Below(_types.Functions.Count)];

    private bool TryCall(FuzzAction action)
    {
        switch (action)
        {
            case FuzzAction.Call:
                var function = DrawCallee();
                var type = _types.All[_plan.Functions[function]];
                Need(type.Parameters);
                _code.Call(function);
                Push(type.Results);
                return true;
            case FuzzAction.CallIndirect:
                Push(CallThroughTable(Opcode.CallIndirect, DrawFunctionType()));
                return true;
            case FuzzAction.CallRef:
                Push(CallReference(Opcode.CallRef, DrawFunctionType()));
                return true;
            default:
                return IsNested && TryTailCall(action);
        }
    }

    /// <summary>Of two functions the one that takes more of what lies on the stack.</summary>
    private int DrawCallee()
    {
        var (one, other) = (_random.Below(_plan.Functions.Count), _random.Below(_plan.Functions.Count));
        var taken = CountPresent(_types.All[_plan.Functions[one]].Parameters);
        return CountPresent(_types.All[_plan.Functions[other]].Parameters) > taken ? other : one;
    }

    private bool TryTailCall(FuzzAction action)
    {
        var types = _tailTypes[_typeIndex];
        var type = types[_random.Below(types.Length)];
        switch (action)
        {
            case FuzzAction.ReturnCall:
                if (!_plan.FunctionsByType.TryGetValue(type, out var functions))
                {
                    return false;
                }

                Need(_types.All[type].Parameters);
                _code.Op(Opcode.ReturnCall, functions[_random.Below(functions.Count)]);
                break;
            case FuzzAction.ReturnCallIndirect:
                var (table, only) = _plan.CallTables[_random.Below(_plan.CallTables.Count)];
                if (only >= 0 && only != type)
                {
                    return false;
                }

                NeedAlso(_types.All[type].Parameters, _plan.Tables[table].IndexType);
                _code.Op(Opcode.ReturnCallIndirect, type, table);
                break;
            default:
                CallReference(Opcode.ReturnCallRef, type);
                break;
        }

        Leave();
        return true;
    }

    private WasmType[] CallThroughTable(Opcode opcode, int type)
    {
        var (table, only) = _plan.CallTables[_random.Below(_plan.CallTables.Count)];
        type = only >= 0 ? only : type;
        NeedAlso(_types.All[type].Parameters, _plan.Tables[table].IndexType);
        _code.Op(opcode, type, table);
        return _types.All[type].Results;
    }

    private WasmType[] CallReference(Opcode opcode, int type)
    {
        NeedAlso(_types.All[type].Parameters, WasmType.Nullable(HeapType.Concrete(type)));
        _code.Op(opcode, type);
        return _types.All[type].Results;
    }
}
