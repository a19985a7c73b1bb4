using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing.Bodies;

/// <summary>Writes the instructions that create, test and cast references.</summary>
internal sealed class ReferenceInstructions(FuzzBody body) : InstructionFamily(body)
{
    public bool TryWrite(FuzzAction action)
    {
        var type = Operands.TryPeek(out var top) && top.IsReference && !Random.OneIn(4) ? WasmType.Nullable(top.Heap) : Types.DrawNullableReference();
        var present = WasmType.NonNull(type.Heap);
        switch (action)
        {
            case FuzzAction.RefNull:
                Code.RefNull(type.Heap);
                Operands.Push(type);
                return true;
            case FuzzAction.RefIsNull:
                Operands.Need(type);
                Code.Op(Opcode.RefIsNull);
                Operands.Push(WasmType.I32);
                return true;
            case FuzzAction.RefFunc:
                var function = Random.Below(Plan.Functions.Count);
                Code.RefFunc(function);
                Operands.Push(Types.Has(WasmFeatures.FunctionReferences) ? WasmType.NonNull(HeapType.Concrete(Plan.Functions[function])) : WasmType.FuncRef);
                return true;
            case FuzzAction.SelectReference:
                Operands.Need(type, type, WasmType.I32);
                Code.Select(type);
                Operands.Push(type);
                return true;
            case FuzzAction.RefAsNonNull:
                Operands.Need(type);
                Code.Op(Opcode.RefAsNonNull);
                Operands.Push(present);
                return true;
            case FuzzAction.BrOnNull:
                var label = Blocks.DrawLabel();
                var carried = Blocks.Target(label).Label;
                Operands.NeedAlso(carried, type);
                Code.Op(Opcode.BrOnNull, label);
                Operands.Push(carried);
                Operands.Push(present);
                return true;
            case FuzzAction.BrOnNonNull:
                return TryBranchOut(present, () =>
                {
                    Operands.Need(type);
                    Code.Op(Opcode.BrOnNonNull, 0);
                });
            default:
                return TryUseNonNullLocal();
        }
    }

    /// <summary>Reads a local without a default value. It is assigned directly before.</summary>
    private bool TryUseNonNullLocal()
    {
        if (Locals.NonNull is not var (local, type))
        {
            return false;
        }

        Operands.Need(type);
        Code.LocalSet(local).LocalGet(local);
        Operands.Push(type);
        return true;
    }

    /// <summary>Begins a block that leaves one value, and in it a branch that may carry that value.</summary>
    private bool TryBranchOut(WasmType result, Action branch)
    {
        if (!Blocks.HasRoomFor(1))
        {
            return false;
        }

        Code.Block(result);
        Blocks.Enter(Opcode.Block, [], Types.Single(result));
        branch();
        return true;
    }

    public bool TryWriteCast(FuzzAction action)
    {
        switch (action)
        {
            case FuzzAction.RefEq:
                Operands.Need(WasmType.EqRef, WasmType.EqRef);
                Code.Op(Opcode.RefEq);
                Operands.Push(WasmType.I32);
                return true;
            case FuzzAction.RefI31:
                Operands.Need(WasmType.I32);
                Code.Op(Opcode.RefI31);
                Operands.Push(WasmType.NonNull(HeapType.I31));
                return true;
            case FuzzAction.I31Get:
                Operands.Need(WasmType.I31Ref);
                Code.Op(Random.OneIn(2) ? Opcode.I31GetS : Opcode.I31GetU);
                Operands.Push(WasmType.I32);
                return true;
            case FuzzAction.ConvertReference:
                ConvertReference();
                return true;
            default:
                return TryTestOrCast(action);
        }
    }

    private void ConvertReference()
    {
        var isNullable = Random.OneIn(2);
        var (opcode, from, to) = Random.OneIn(2)
            ? (Opcode.AnyConvertExtern, HeapType.Extern, HeapType.Any)
            : (Opcode.ExternConvertAny, HeapType.Any, HeapType.Extern);
        Operands.Need(isNullable ? WasmType.Nullable(from) : WasmType.NonNull(from));
        Code.Op(opcode);
        Operands.Push(isNullable ? WasmType.Nullable(to) : WasmType.NonNull(to));
    }

    private bool TryTestOrCast(FuzzAction action)
    {
        var target = Types.DrawReference();
        if (target.Heap == HeapType.Exn)
        {
            return false;
        }

        var source = WasmType.Nullable(Types.TopOf(target.Heap));
        switch (action)
        {
            case FuzzAction.RefTest:
                Operands.Need(source);
                Code.RefTest(target);
                Operands.Push(WasmType.I32);
                return true;
            case FuzzAction.RefCast:
                Operands.Need(source);
                Code.RefCast(target);
                Operands.Push(target);
                return true;
            default:
                // A value that fails the cast has the source's type. It is not null if the cast accepts null.
                var rest = target.IsNullable ? WasmType.NonNull(source.Heap) : source;
                return Random.OneIn(2)
                    ? TryBranchOut(target, () => BranchOnCast(Opcode.BrOnCast, source, target, rest))
                    : TryBranchOut(rest, () => BranchOnCast(Opcode.BrOnCastFail, source, target, target));
        }
    }

    private void BranchOnCast(Opcode opcode, WasmType source, WasmType target, WasmType stays)
    {
        Operands.Need(source);
        Code.BranchOnCast(opcode, 0, source, target);
        Operands.Push(stays);
    }
}
