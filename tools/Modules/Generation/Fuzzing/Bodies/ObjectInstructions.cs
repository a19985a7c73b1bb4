using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing.Bodies;

/// <summary>Writes the instructions that create and access structs and arrays.</summary>
internal sealed class ObjectInstructions(FuzzBody body) : InstructionFamily(body)
{
    private const int MostFixedElements = 6;

    public bool TryWriteStruct(FuzzAction action)
    {
        var index = DrawType(Types.Structs);
        var definition = Types.All[index];
        switch (action)
        {
            case FuzzAction.StructNew:
                Operands.Need(definition.Unpacked);
                Code.Op(Opcode.StructNew, index);
                Operands.Push(WasmType.NonNull(HeapType.Concrete(index)));
                return true;
            case FuzzAction.StructNewDefault when definition.IsDefaultable:
                Code.Op(Opcode.StructNewDefault, index);
                Operands.Push(WasmType.NonNull(HeapType.Concrete(index)));
                return true;
            case FuzzAction.StructGet when definition.Fields.Length > 0:
                var read = Random.Below(definition.Fields.Length);
                Operands.Need(WasmType.Nullable(HeapType.Concrete(index)));
                Code.Op(Getter(definition.Fields[read], Opcode.StructGet), index, read);
                Operands.Push(definition.Fields[read].Unpacked);
                return true;
            case FuzzAction.StructSet when definition.Fields.Length > 0:
                var written = Random.Below(definition.Fields.Length);
                if (!definition.Fields[written].IsMutable)
                {
                    return false;
                }

                Operands.Need(WasmType.Nullable(HeapType.Concrete(index)), definition.Fields[written].Unpacked);
                Code.Op(Opcode.StructSet, index, written);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Draws one of these types, usually that of the object on top of the stack if there is one.</summary>
    private int DrawType(List<int> indices)
    {
        var isThere = Operands.TryPeek(out var top) && top.IsReference && top.Heap.IsConcrete && Types.All[top.Heap.TypeIndex].Kind == Types.All[indices[0]].Kind;
        return isThere && !Random.OneIn(4) ? top.Heap.TypeIndex : indices[Random.Below(indices.Count)];
    }

    /// <summary>The opcode that reads a field: plain, or signed or unsigned for a packed field. The three opcodes are consecutive.</summary>
    private Opcode Getter(FieldType field, Opcode plain) => field.IsPacked ? plain + 1 + Random.Below(2) : plain;

    public bool TryWriteArray(FuzzAction action)
    {
        var index = DrawType(Types.Arrays);
        return action <= FuzzAction.ArrayNewElem ? TryMakeArray(action, index) : TryUseArray(action, index);
    }

    private bool TryMakeArray(FuzzAction action, int index)
    {
        var element = Types.All[index].Fields[0];
        switch (action)
        {
            case FuzzAction.ArrayNew:
                Operands.Need(element.Unpacked, WasmType.I32);
                Code.Op(Opcode.ArrayNew, index);
                break;
            case FuzzAction.ArrayNewDefault when element.Unpacked.IsDefaultable:
                Operands.Need(WasmType.I32);
                Code.Op(Opcode.ArrayNewDefault, index);
                break;
            case FuzzAction.ArrayNewFixed:
                var elements = Random.Below(MostFixedElements + 1);
                Operands.NeedRepeated(element.Unpacked, elements);
                Code.Op(Opcode.ArrayNewFixed, index, elements);
                break;
            case FuzzAction.ArrayNewData when !element.Unpacked.IsReference:
                Operands.Need(WasmType.I32, WasmType.I32);
                Code.Op(Opcode.ArrayNewData, index, Random.Below(Plan.DataSegments));
                break;
            case FuzzAction.ArrayNewElem when Plan.PickElements(Random, element.Unpacked) is var segment and >= 0:
                Operands.Need(WasmType.I32, WasmType.I32);
                Code.Op(Opcode.ArrayNewElem, index, segment);
                break;
            default:
                return false;
        }

        Operands.Push(WasmType.NonNull(HeapType.Concrete(index)));
        return true;
    }

    private bool TryUseArray(FuzzAction action, int index)
    {
        var element = Types.All[index].Fields[0];
        var array = WasmType.Nullable(HeapType.Concrete(index));
        switch (action)
        {
            case FuzzAction.ArrayGet:
                Operands.Need(array, WasmType.I32);
                Code.Op(Getter(element, Opcode.ArrayGet), index);
                Operands.Push(element.Unpacked);
                return true;
            case FuzzAction.ArrayLen:
                Operands.Need(WasmType.ArrayRef);
                Code.Op(Opcode.ArrayLen);
                Operands.Push(WasmType.I32);
                return true;
            default:
                return element.IsMutable && TryModifyArray(action, index, element.Unpacked, array);
        }
    }

    private bool TryModifyArray(FuzzAction action, int index, WasmType element, WasmType array)
    {
        switch (action)
        {
            case FuzzAction.ArraySet:
                Operands.Need(array, WasmType.I32, element);
                Code.Op(Opcode.ArraySet, index);
                return true;
            case FuzzAction.ArrayFill:
                Operands.Need(array, WasmType.I32, element, WasmType.I32);
                Code.Op(Opcode.ArrayFill, index);
                return true;
            case FuzzAction.ArrayCopy:
                Operands.Need(array, WasmType.I32, array, WasmType.I32, WasmType.I32);
                Code.Op(Opcode.ArrayCopy, index, index);
                return true;
            case FuzzAction.ArrayInitData when !element.IsReference:
                Operands.Need(array, WasmType.I32, WasmType.I32, WasmType.I32);
                Code.Op(Opcode.ArrayInitData, index, Random.Below(Plan.DataSegments));
                return true;
            case FuzzAction.ArrayInitElem when Plan.PickElements(Random, element) is var segment and >= 0:
                Operands.Need(array, WasmType.I32, WasmType.I32, WasmType.I32);
                Code.Op(Opcode.ArrayInitElem, index, segment);
                return true;
            default:
                return false;
        }
    }
}
