namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>
/// Reads an expression outside a function: the value of a global, the place of a segment, an element. Which instructions may stand in one is for
/// validation; here it only has to be made of instructions and closed by <c>end</c>.
/// </summary>
internal static class ConstantExpression
{
    /// <summary>Reads one expression.</summary>
    /// <returns>The opcode byte it begins with.</returns>
    public static byte Read(ref ByteReader reader)
    {
        var first = reader.PeekByte();
        if (reader.TryPassSmallConstant())
        {
            return first;
        }

        using var instructions = new InstructionReader(reader, hasDataCount: true);
        while (instructions.MoveNext())
        {
        }

        _ = reader.ReadBytes((uint)(instructions.Position - reader.Position));
        return first;
    }
}
