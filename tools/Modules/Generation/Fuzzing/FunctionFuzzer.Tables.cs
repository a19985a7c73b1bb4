using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <content>Tables.</content>
internal sealed partial class FunctionFuzzer
{
    private bool TryActOnTable(FuzzAction action)
    {
        var index = _random.Below(_plan.Tables.Count);
        var table = _plan.Tables[index];
        switch (action)
        {
            case FuzzAction.TableGet:
                Need(table.IndexType);
                _code.Op(Opcode.TableGet, index);
                Push(table.Element);
                return true;
            case FuzzAction.TableSet:
                Need(table.IndexType, table.Element);
                _code.Op(Opcode.TableSet, index);
                return true;
            case FuzzAction.TableSize:
                _code.Op(Opcode.TableSize, index);
                Push(table.IndexType);
                return true;
            case FuzzAction.TableGrow:
                Need(table.Element, table.IndexType);
                _code.Op(Opcode.TableGrow, index);
                Push(table.IndexType);
                return true;
            case FuzzAction.TableFill:
                Need(table.IndexType, table.Element, table.IndexType);
                _code.Op(Opcode.TableFill, index);
                return true;
            case FuzzAction.TableCopy:
                return TryCopyTable(index);
            case FuzzAction.TableInit:
                return TryInitTable(index);
            case FuzzAction.ElemDrop when _plan.ElementSegments.Count > 0:
                _code.Op(Opcode.ElemDrop, _random.Below(_plan.ElementSegments.Count));
                return true;
            default:
                return false;
        }
    }

    private bool TryCopyTable(int target)
    {
        var source = _random.Below(_plan.Tables.Count);
        var (to, from) = (_plan.Tables[target], _plan.Tables[source]);
        if (!_types.IsSubtype(from.Element, to.Element))
        {
            return false;
        }

        Need(to.IndexType, from.IndexType, to.IndexType == from.IndexType ? to.IndexType : WasmType.I32);
        _code.Op(Opcode.TableCopy, target, source);
        return true;
    }

    private bool TryInitTable(int target)
    {
        var segment = PickElements(_plan.Tables[target].Element);
        if (segment < 0)
        {
            return false;
        }

        Need(_plan.Tables[target].IndexType, WasmType.I32, WasmType.I32);
        _code.Op(Opcode.TableInit, segment, target);
        return true;
    }

    /// <summary>An element segment whose items can stand where this type is wanted, or -1.</summary>
    private int PickElements(WasmType type)
    {
        var count = _plan.ElementSegments.Count;
        var start = count == 0 ? 0 : _random.Below(count);
        for (var i = 0; i < count; i++)
        {
            var segment = (start + i) % count;
            if (_types.IsSubtype(_plan.ElementSegments[segment], type))
            {
                return segment;
            }
        }

        return -1;
    }
}
