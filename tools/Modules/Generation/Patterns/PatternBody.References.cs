using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Patterns;

/// <content>Structs and casts. On the tracked stack every such reference is an <c>anyref</c>.</content>
internal sealed partial class PatternBody
{
    // The number of the struct type that the value on top surely has, where the last step made it: it needs no cast.
    private int? _exactStruct;

    /// <summary>The type of the first field of a struct type: every second one can hold another struct.</summary>
    public static WasmType FirstField(int number) => number % 2 == 1 ? WasmType.AnyRef : WasmType.I32;

    private void WriteReference(PatternStep step, int? exact)
    {
        var number = At(step, Pattern.StructTypes);
        var heap = HeapType.Concrete(parts.StructType(number));
        switch (step.Kind)
        {
            case StepKind.StructNew:
                Take([FirstField(number), .. Enumerable.Repeat(WasmType.I32, number)]);
                code.Op(Opcode.StructNew, heap.TypeIndex);
                Push(WasmType.AnyRef);
                _exactStruct = number;
                break;
            case StepKind.StructGet:
                TakeStruct(number, exact);
                code.Op(Opcode.StructGet, heap.TypeIndex, 0);
                Push(FirstField(number));
                break;
            case StepKind.StructSet:
                TakeStruct(number, exact);
                Source(FirstField(number));
                code.Op(Opcode.StructSet, heap.TypeIndex, 0);
                Pop(1);
                break;
            case StepKind.RefCast:
                Take(WasmType.AnyRef);
                code.RefCast(WasmType.Nullable(heap));
                Push(WasmType.AnyRef);
                _exactStruct = number;
                break;
            case StepKind.RefTest:
                Take(WasmType.AnyRef);
                code.RefTest(WasmType.NonNull(heap));
                Push(WasmType.I32);
                break;
            case StepKind.RefIsNull:
                Take(WasmType.AnyRef);
                code.Op(Opcode.RefIsNull);
                Push(WasmType.I32);
                break;
            default:
                BranchOnCast(heap);
                break;
        }
    }

    private void TakeStruct(int number, int? exact)
    {
        Take(WasmType.AnyRef);
        if (exact != number)
        {
            code.RefCast(WasmType.Nullable(HeapType.Concrete(parts.StructType(number))));
        }
    }

    // It goes to the nearest block that leaves a reference; where there is none it writes nothing.
    private void BranchOnCast(HeapType heap)
    {
        if (AlikeLabels([WasmType.AnyRef]).Select(l => (int?)l).FirstOrDefault() is { } label)
        {
            Take(WasmType.AnyRef);
            code.BranchOnCast(Opcode.BrOnCast, label, WasmType.AnyRef, WasmType.NonNull(heap));
            Push(WasmType.AnyRef);
        }
    }
}
