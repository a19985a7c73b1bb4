using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing.Bodies;

/// <summary>Writes constants and the instructions on locals and globals.</summary>
internal sealed class VariableInstructions(FuzzBody body) : InstructionFamily(body)
{
    public bool TryWrite(FuzzAction action)
    {
        switch (action)
        {
            case FuzzAction.LocalGet:
                return TryWithLocal(false, (local, type) =>
                {
                    Code.LocalGet(local);
                    Operands.Push(type);
                });
            case FuzzAction.LocalSet:
                return TryWithLocal(true, (local, type) =>
                {
                    Operands.Need(type);
                    Code.LocalSet(local);
                });
            case FuzzAction.LocalTee:
                return TryWithLocal(true, (local, type) =>
                {
                    Operands.Need(type);
                    Code.LocalTee(local);
                    Operands.Push(type);
                });
            case FuzzAction.Constant:
                var constant = Types.DrawNumber();
                Operands.ProduceConstant(constant);
                Operands.Push(constant);
                return true;
            case FuzzAction.GlobalGet:
                var source = Random.Below(Plan.Globals.Count);
                Code.GlobalGet(source);
                Operands.Push(Plan.Globals[source].Type);
                return true;
            default:
                var targets = Operands.TryPeek(out var top) && Plan.MutableGlobalsByType.TryGetValue(top, out var fitting) ? fitting : Plan.MutableGlobals;
                var target = targets[Random.Below(targets.Count)];
                Operands.Need(Plan.Globals[target].Type);
                Code.GlobalSet(target);
                return true;
        }
    }

    private bool TryWithLocal(bool takes, Action<int, WasmType> act)
    {
        // Prefers a variable of the type of the value on top of the stack.
        var type = takes && Operands.TryPeek(out var top) && !Random.OneIn(8) ? top : Types.DrawValue();
        var local = Locals.Pick(type);
        if (local < 0)
        {
            return false;
        }

        act(local, type);
        return true;
    }
}
