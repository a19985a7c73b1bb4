using System.Runtime.CompilerServices;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <content>Memory: accesses of every kind, and what works on whole memories.</content>
internal sealed partial class FunctionFuzzer
{
    private const int NearOffset = 256;

    private int DrawMemory() => _random.Below(_plan.Memories.Count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Access(OperatorRow row)
    {
        var memory = DrawMemory();
        var is64Bit = _plan.Memories[memory].Limits.Is64Bit;
        _wanted[0] = _plan.Memories[memory].AddressType;
        row.Parameters.CopyTo(_wanted, 1);
        Need(_wanted.AsSpan(0, row.Parameters.Length + 1));
        var alignment = row.AlignmentIsExact ? row.AlignmentLog2 : _random.Below(row.AlignmentLog2 + 1);
        var offset = _random.Below(8) switch
        {
            < 6 => (ulong)_random.Below(NearOffset),
            6 => _random.Next() >> 40,
            _ => _random.Next() >> (is64Bit ? 8 : 33),
        };
        _code.Access(row.Opcode, new MemoryArgument((uint)alignment, offset, (uint)memory));
    }

    private bool TryActOnMemory(FuzzAction action)
    {
        if (action == FuzzAction.MemoryAccess)
        {
            return Operator(MemoryOperators.Numbers);
        }

        var memory = DrawMemory();
        var address = action == FuzzAction.DataDrop ? default : _plan.Memories[memory].AddressType;
        switch (action)
        {
            case FuzzAction.MemorySize:
                _code.Op(Opcode.MemorySize, memory);
                Push(address);
                break;
            case FuzzAction.MemoryGrow:
                Need(address);
                _code.Op(Opcode.MemoryGrow, memory);
                Push(address);
                break;
            case FuzzAction.MemoryCopy:
                var source = DrawMemory();
                var sourceAddress = _plan.Memories[source].AddressType;
                Need(address, sourceAddress, address == sourceAddress ? address : WasmType.I32);
                _code.Op(Opcode.MemoryCopy, memory, source);
                break;
            case FuzzAction.MemoryFill:
                Need(address, WasmType.I32, address);
                _code.Op(Opcode.MemoryFill, memory);
                break;
            case FuzzAction.MemoryInit:
                Need(address, WasmType.I32, WasmType.I32);
                _code.Op(Opcode.MemoryInit, _random.Below(_plan.DataSegments), memory);
                break;
            default:
                _code.Op(Opcode.DataDrop, _random.Below(_plan.DataSegments));
                break;
        }

        return true;
    }

    private bool TryActOnVector(FuzzAction action)
    {
        switch (action)
        {
            case FuzzAction.Vector:
                return Operator(VectorOperators.Standard);
            case FuzzAction.VectorAccess:
                return Operator(MemoryOperators.Vectors);
            case FuzzAction.RelaxedVector:
                return Operator(VectorOperators.Relaxed);
            case FuzzAction.AtomicAccess:
                return Operator(MemoryOperators.Atomics);
            case FuzzAction.AtomicFence:
                _code.Op(Opcode.AtomicFence, 0);
                return true;
            case FuzzAction.VectorConstant:
                ProduceConstant(WasmType.V128);
                Push(WasmType.V128);
                return true;
            default:
                Need(WasmType.V128, WasmType.V128);
                Span<byte> lanes = stackalloc byte[16];
                foreach (ref var lane in lanes)
                {
                    lane = (byte)_random.Below(32);
                }

                _code.Shuffle(lanes);
                Push(WasmType.V128);
                return true;
        }
    }
}
