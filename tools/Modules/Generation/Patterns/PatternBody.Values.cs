using CompileBench.Modules.Generation.Fuzzing;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Patterns;

/// <content>Steps that compute, and that read and write variables and memory.</content>
internal sealed partial class PatternBody
{
    private const int AccessStride = 8;

    private void WriteOperator(OperatorRow row)
    {
        Take(row.Parameters);
        code.Op(row.Opcode);
        Push(row.Result!.Value);
    }

    private void WriteAccess(OperatorRow row, PatternStep step)
    {
        parts.UseMemory();
        Take([pattern.HasMemory64 ? WasmType.I64 : WasmType.I32, .. row.Parameters]);
        code.Access(row.Opcode, (uint)row.AlignmentLog2, (uint)(AccessStride * At(step, 1 << 20)));
        if (row.Result is { } result)
        {
            Push(result);
        }
    }

    private void WriteMemory(StepKind kind)
    {
        parts.UseMemory();
        var address = pattern.HasMemory64 ? WasmType.I64 : WasmType.I32;
        switch (kind)
        {
            case StepKind.MemorySize:
                code.Op(Opcode.MemorySize, 0);
                Push(address);
                break;
            case StepKind.MemoryGrow:
                Take(address);
                code.Op(Opcode.MemoryGrow, 0);
                Push(address);
                break;
            case StepKind.MemoryCopy:
                Take(address, address, address);
                code.Op(Opcode.MemoryCopy, 0, 0);
                break;
            default:
                Take(address, WasmType.I32, address);
                code.Op(Opcode.MemoryFill, 0);
                break;
        }
    }

    private void WriteConstant(PatternStep step)
    {
        var value = At(step, int.MaxValue);
        _ = step.Code switch
        {
            0 => code.I32Const(value),
            1 => code.I64Const(value),
            2 => code.F32Const(BitConverter.SingleToUInt32Bits(value)),
            3 => code.F64Const(BitConverter.DoubleToUInt64Bits(value)),
            PatternTypes.V128 => code.V128Const((ulong)value, ~(ulong)value),
            _ => code.RefNull(PatternTypes.At(step.Code).Heap),
        };
        Push(PatternTypes.At(step.Code));
    }

    private void WriteVariable(PatternStep step)
    {
        var type = PatternTypes.At(step.Code);
        switch (step.Kind)
        {
            case StepKind.LocalGet:
                code.LocalGet(locals.SharedLocal(step.Code, At(step, locals.Shared)));
                Push(type);
                break;
            case StepKind.LocalSet:
                Take(type);
                code.LocalSet(locals.SharedLocal(step.Code, At(step, locals.Shared)));
                break;
            case StepKind.LocalTee:
                Take(type);
                code.LocalTee(locals.SharedLocal(step.Code, At(step, locals.Shared)));
                Push(type);
                break;
            case StepKind.GlobalGet:
                code.GlobalGet(parts.Global(step.Code, At(step, SharedGlobals)));
                Push(type);
                break;
            default:
                Take(type);
                code.GlobalSet(parts.Global(step.Code, At(step, SharedGlobals)));
                break;
        }
    }

    private int SharedGlobals => pattern.GlobalsAt(size);

    private void WriteSelect(WasmType type)
    {
        Take(type, type, WasmType.I32);
        _ = type.IsReference ? code.Select(type) : code.Op(Opcode.Select);
        Push(type);
    }
}
