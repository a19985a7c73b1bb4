using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing.Bodies;

/// <summary>Writes accesses to memories and the instructions on whole memories.</summary>
internal sealed class MemoryInstructions(FuzzBody body, OperatorInstructions operators) : InstructionFamily(body)
{
    public bool TryWrite(FuzzAction action)
    {
        if (action == FuzzAction.MemoryAccess)
        {
            return operators.Write(MemoryOperators.Numbers);
        }

        var memory = Plan.DrawMemory(Random);
        var address = action == FuzzAction.DataDrop ? default : Plan.Memories[memory].AddressType;
        switch (action)
        {
            case FuzzAction.MemorySize:
                Code.Op(Opcode.MemorySize, memory);
                Operands.Push(address);
                break;
            case FuzzAction.MemoryGrow:
                Operands.Need(address);
                Code.Op(Opcode.MemoryGrow, memory);
                Operands.Push(address);
                break;
            case FuzzAction.MemoryCopy:
                var source = Plan.DrawMemory(Random);
                var sourceAddress = Plan.Memories[source].AddressType;
                Operands.Need(address, sourceAddress, address == sourceAddress ? address : WasmType.I32);
                Code.Op(Opcode.MemoryCopy, memory, source);
                break;
            case FuzzAction.MemoryFill:
                Operands.Need(address, WasmType.I32, address);
                Code.Op(Opcode.MemoryFill, memory);
                break;
            case FuzzAction.MemoryInit:
                Operands.Need(address, WasmType.I32, WasmType.I32);
                Code.Op(Opcode.MemoryInit, Random.Below(Plan.DataSegments), memory);
                break;
            default:
                Code.Op(Opcode.DataDrop, Random.Below(Plan.DataSegments));
                break;
        }

        return true;
    }
}
