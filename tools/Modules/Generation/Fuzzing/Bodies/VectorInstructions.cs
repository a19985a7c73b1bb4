using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing.Bodies;

/// <summary>Writes the instructions on vectors and the atomic accesses.</summary>
internal sealed class VectorInstructions(FuzzBody body, OperatorInstructions operators) : InstructionFamily(body)
{
    public bool TryWrite(FuzzAction action)
    {
        switch (action)
        {
            case FuzzAction.Vector:
                return operators.Write(VectorOperators.Standard);
            case FuzzAction.VectorAccess:
                return operators.Write(MemoryOperators.Vectors);
            case FuzzAction.RelaxedVector:
                return operators.Write(VectorOperators.Relaxed);
            case FuzzAction.AtomicAccess:
                return operators.Write(MemoryOperators.Atomics);
            case FuzzAction.AtomicFence:
                Code.Op(Opcode.AtomicFence, 0);
                return true;
            case FuzzAction.VectorConstant:
                Operands.ProduceConstant(WasmType.V128);
                Operands.Push(WasmType.V128);
                return true;
            default:
                Operands.Need(WasmType.V128, WasmType.V128);
                Span<byte> lanes = stackalloc byte[16];
                foreach (ref var lane in lanes)
                {
                    lane = (byte)Random.Below(32);
                }

                Code.Shuffle(lanes);
                Operands.Push(WasmType.V128);
                return true;
        }
    }
}
