using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <content>Function and null references, and casts.</content>
internal sealed partial class FunctionFuzzer
{
    private bool TryActOnReference(FuzzAction action)
    {
        var type = TryPeek(out var top) && top.IsReference && !_random.OneIn(4) ? WasmType.Nullable(top.Heap) : _types.DrawNullableReference();
        var present = WasmType.NonNull(type.Heap);
        switch (action)
        {
            case FuzzAction.RefNull:
                _code.RefNull(type.Heap);
                Push(type);
                return true;
            case FuzzAction.RefIsNull:
                Need(type);
                _code.Op(Opcode.RefIsNull);
                Push(WasmType.I32);
                return true;
            case FuzzAction.RefFunc:
                var function = _random.Below(_plan.Functions.Count);
                _code.RefFunc(function);
                Push(_types.Has(WasmFeatures.FunctionReferences) ? WasmType.NonNull(HeapType.Concrete(_plan.Functions[function])) : WasmType.FuncRef);
                return true;
            case FuzzAction.SelectReference:
                Need(type, type, WasmType.I32);
                _code.Select(type);
                Push(type);
                return true;
            case FuzzAction.RefAsNonNull:
                Need(type);
                _code.Op(Opcode.RefAsNonNull);
                Push(present);
                return true;
            case FuzzAction.BrOnNull:
                var label = DrawLabel();
                var carried = Target(label).Label;
                NeedAlso(carried, type);
                _code.Op(Opcode.BrOnNull, label);
                Push(carried);
                Push(present);
                return true;
            case FuzzAction.BrOnNonNull:
                return TryBranchOut(present, () =>
                {
                    Need(type);
                    _code.Op(Opcode.BrOnNonNull, 0);
                });
            default:
                return TryUseNonNullLocal();
        }
    }

    /// <summary>A local that has no first value may be read only after it was assigned, which here is right before.</summary>
    private bool TryUseNonNullLocal()
    {
        if (_nonNullLocals.Count == 0)
        {
            return false;
        }

        var (local, type) = _nonNullLocals[0];
        Need(type);
        _code.LocalSet(local).LocalGet(local);
        Push(type);
        return true;
    }

    /// <summary>Begins a block that leaves one value, and in it a branch that may bring that value.</summary>
    private bool TryBranchOut(WasmType result, Action branch)
    {
        if (!HasRoomFor(1))
        {
            return false;
        }

        _code.Block(result);
        PushFrame(Opcode.Block, [], _types.Single(result));
        branch();
        return true;
    }

    private bool TryCast(FuzzAction action)
    {
        switch (action)
        {
            case FuzzAction.RefEq:
                Need(WasmType.EqRef, WasmType.EqRef);
                _code.Op(Opcode.RefEq);
                Push(WasmType.I32);
                return true;
            case FuzzAction.RefI31:
                Need(WasmType.I32);
                _code.Op(Opcode.RefI31);
                Push(WasmType.NonNull(HeapType.I31));
                return true;
            case FuzzAction.I31Get:
                Need(WasmType.I31Ref);
                _code.Op(_random.OneIn(2) ? Opcode.I31GetS : Opcode.I31GetU);
                Push(WasmType.I32);
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
        var isNullable = _random.OneIn(2);
        var (opcode, from, to) = _random.OneIn(2)
            ? (Opcode.AnyConvertExtern, HeapType.Extern, HeapType.Any)
            : (Opcode.ExternConvertAny, HeapType.Any, HeapType.Extern);
        Need(isNullable ? WasmType.Nullable(from) : WasmType.NonNull(from));
        _code.Op(opcode);
        Push(isNullable ? WasmType.Nullable(to) : WasmType.NonNull(to));
    }

    private bool TryTestOrCast(FuzzAction action)
    {
        var target = _types.DrawReference();
        if (target.Heap == HeapType.Exn)
        {
            return false;
        }

        var source = WasmType.Nullable(_types.TopOf(target.Heap));
        switch (action)
        {
            case FuzzAction.RefTest:
                Need(source);
                _code.RefTest(target);
                Push(WasmType.I32);
                return true;
            case FuzzAction.RefCast:
                Need(source);
                _code.RefCast(target);
                Push(target);
                return true;
            default:
                // What did not pass the cast is of the source's type, and not null when null would have passed.
                var rest = target.IsNullable ? WasmType.NonNull(source.Heap) : source;
                return _random.OneIn(2)
                    ? TryBranchOut(target, () => BranchOnCast(Opcode.BrOnCast, source, target, rest))
                    : TryBranchOut(rest, () => BranchOnCast(Opcode.BrOnCastFail, source, target, target));
        }
    }

    private void BranchOnCast(Opcode opcode, WasmType source, WasmType target, WasmType stays)
    {
        Need(source);
        _code.BranchOnCast(opcode, 0, source, target);
        Push(stays);
    }
}
