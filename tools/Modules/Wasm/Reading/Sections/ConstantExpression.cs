using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>
/// Reads an expression outside a function: the value of a global, the place of a segment, an element. Which instructions may stand in one is for
/// validation; here it only has to be made of instructions and closed by <c>end</c>.
/// </summary>
internal static class ConstantExpression
{
    /// <summary>Reads one expression.</summary>
    /// <param name="reader">Stands on its first instruction, and behind its <c>end</c> on return.</param>
    /// <param name="size">Its size.</param>
    /// <returns>The opcode byte it begins with.</returns>
    public static byte Read(ref ByteReader reader, out ConstantExpressions size)
    {
        var start = reader.Position;
        var first = reader.PeekByte();
        if (reader.TryPassSmallConstant())
        {
            size = new ConstantExpressions(reader.Position - start, 1);
            return first;
        }

        // The end that closes it is an instruction too.
        var (all, allocations) = (-1, 0);
        using var instructions = new InstructionReader(reader, hasDataCount: true);
        while (instructions.MoveNext())
        {
            all++;
            allocations += instructions.Current.Info.Class == InstructionClass.GcAllocation ? 1 : 0;
        }

        _ = reader.ReadBytes((uint)(instructions.Position - reader.Position));
        size = new ConstantExpressions(reader.Position - start, all, allocations);
        return first;
    }
}
