using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <content>Structs and arrays.</content>
internal sealed partial class FunctionFuzzer
{
    private const int MostFixedElements = 6;

    private bool TryActOnStruct(FuzzAction action)
    {
        var index = DrawType(_types.Structs);
        var definition = _types.All[index];
        switch (action)
        {
            case FuzzAction.StructNew:
                Need(definition.Unpacked);
                _code.Op(Opcode.StructNew, index);
                Push(WasmType.NonNull(HeapType.Concrete(index)));
                return true;
            case FuzzAction.StructNewDefault when definition.IsDefaultable:
                _code.Op(Opcode.StructNewDefault, index);
                Push(WasmType.NonNull(HeapType.Concrete(index)));
                return true;
            case FuzzAction.StructGet when definition.Fields.Length > 0:
                var read = _random.Below(definition.Fields.Length);
                Need(WasmType.Nullable(HeapType.Concrete(index)));
                _code.Op(Getter(definition.Fields[read], Opcode.StructGet), index, read);
                Push(definition.Fields[read].Unpacked);
                return true;
            case FuzzAction.StructSet when definition.Fields.Length > 0:
                var written = _random.Below(definition.Fields.Length);
                if (!definition.Fields[written].IsMutable)
                {
                    return false;
                }

                Need(WasmType.Nullable(HeapType.Concrete(index)), definition.Fields[written].Unpacked);
                _code.Op(Opcode.StructSet, index, written);
                return true;
            default:
                return false;
        }
    }

    /// <summary>One of these types, mostly that of the object on top of the stack if there is one.</summary>
    private int DrawType(List<int> indices)
    {
        var isThere = TryPeek(out var top) && top.IsReference && top.Heap.IsConcrete && _types.All[top.Heap.TypeIndex].Kind == _types.All[indices[0]].Kind;
        return isThere && !_random.OneIn(4) ? top.Heap.TypeIndex : indices[_random.Below(indices.Count)];
    }

    /// <summary>The getter of a field: plain, or signed or unsigned for a packed one; they follow one another in the format.</summary>
    private Opcode Getter(FieldType field, Opcode plain) => field.IsPacked ? plain + 1 + _random.Below(2) : plain;

    private bool TryActOnArray(FuzzAction action)
    {
        var index = DrawType(_types.Arrays);
        return action <= FuzzAction.ArrayNewElem ? TryMakeArray(action, index) : TryUseArray(action, index);
    }

    private bool TryMakeArray(FuzzAction action, int index)
    {
        var element = _types.All[index].Fields[0];
        switch (action)
        {
            case FuzzAction.ArrayNew:
                Need(element.Unpacked, WasmType.I32);
                _code.Op(Opcode.ArrayNew, index);
                break;
            case FuzzAction.ArrayNewDefault when element.Unpacked.IsDefaultable:
                Need(WasmType.I32);
                _code.Op(Opcode.ArrayNewDefault, index);
                break;
            case FuzzAction.ArrayNewFixed:
                var elements = _random.Below(MostFixedElements + 1);
                _wanted.AsSpan(0, elements).Fill(element.Unpacked);
                Need(_wanted.AsSpan(0, elements));
                _code.Op(Opcode.ArrayNewFixed, index, elements);
                break;
            case FuzzAction.ArrayNewData when !element.Unpacked.IsReference:
                Need(WasmType.I32, WasmType.I32);
                _code.Op(Opcode.ArrayNewData, index, _random.Below(_plan.DataSegments));
                break;
            case FuzzAction.ArrayNewElem when PickElements(element.Unpacked) is var segment and >= 0:
                Need(WasmType.I32, WasmType.I32);
                _code.Op(Opcode.ArrayNewElem, index, segment);
                break;
            default:
                return false;
        }

        Push(WasmType.NonNull(HeapType.Concrete(index)));
        return true;
    }

    private bool TryUseArray(FuzzAction action, int index)
    {
        var element = _types.All[index].Fields[0];
        var array = WasmType.Nullable(HeapType.Concrete(index));
        switch (action)
        {
            case FuzzAction.ArrayGet:
                Need(array, WasmType.I32);
                _code.Op(Getter(element, Opcode.ArrayGet), index);
                Push(element.Unpacked);
                return true;
            case FuzzAction.ArrayLen:
                Need(WasmType.ArrayRef);
                _code.Op(Opcode.ArrayLen);
                Push(WasmType.I32);
                return true;
            default:
                return element.IsMutable && TryWriteArray(action, index, element.Unpacked, array);
        }
    }

    private bool TryWriteArray(FuzzAction action, int index, WasmType element, WasmType array)
    {
        switch (action)
        {
            case FuzzAction.ArraySet:
                Need(array, WasmType.I32, element);
                _code.Op(Opcode.ArraySet, index);
                return true;
            case FuzzAction.ArrayFill:
                Need(array, WasmType.I32, element, WasmType.I32);
                _code.Op(Opcode.ArrayFill, index);
                return true;
            case FuzzAction.ArrayCopy:
                Need(array, WasmType.I32, array, WasmType.I32, WasmType.I32);
                _code.Op(Opcode.ArrayCopy, index, index);
                return true;
            case FuzzAction.ArrayInitData when !element.IsReference:
                Need(array, WasmType.I32, WasmType.I32, WasmType.I32);
                _code.Op(Opcode.ArrayInitData, index, _random.Below(_plan.DataSegments));
                return true;
            case FuzzAction.ArrayInitElem when PickElements(element) is var segment and >= 0:
                Need(array, WasmType.I32, WasmType.I32, WasmType.I32);
                _code.Op(Opcode.ArrayInitElem, index, segment);
                return true;
            default:
                return false;
        }
    }
}
