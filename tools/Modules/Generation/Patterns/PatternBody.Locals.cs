using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Patterns;

/// <content>What happens to all shared locals before and after the motif.</content>
internal sealed partial class PatternBody
{
    private void Spread()
    {
        foreach (var type in locals.SharedTypes)
        {
            for (var i = 0; i < locals.Shared; i++)
            {
                code.LocalGet(locals.Parameter(type));
                _ = type switch
                {
                    0 => code.I32Const(i + 1).Op(Opcode.I32Mul),
                    1 => code.I64Const(i + 1).Op(Opcode.I64Mul),
                    2 => code.F32Const(BitConverter.SingleToUInt32Bits(i + 1)).Op(Opcode.F32Add),
                    3 => code.F64Const(BitConverter.DoubleToUInt64Bits(i + 1)).Op(Opcode.F64Add),
                    PatternTypes.V128 => code.V128Const((ulong)i, 1).Op(Opcode.I32x4Add),
                    _ => code,
                };
                code.LocalSet(locals.SharedLocal(type, i));
            }
        }
    }

    private void Fold()
    {
        foreach (var type in locals.SharedTypes)
        {
            code.LocalGet(locals.SharedLocal(type, 0));
            for (var i = 1; i < locals.Shared && !PatternTypes.IsReference(type); i++)
            {
                code.LocalGet(locals.SharedLocal(type, i)).Op(type switch
                {
                    0 => Opcode.I32Xor,
                    1 => Opcode.I64Xor,
                    2 => Opcode.F32Add,
                    3 => Opcode.F64Add,
                    _ => Opcode.V128Xor,
                });
            }

            code.GlobalSet(parts.Global(type, 0));
        }
    }
}
