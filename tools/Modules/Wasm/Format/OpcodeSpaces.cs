namespace CompileBench.Modules.Wasm.Format;

/// <summary>
/// The numbering of opcodes. An opcode is one byte, or a prefix byte and a number. The numbers of each prefix get a range of their own behind
/// the 256 single bytes, so that an <see cref="Opcode"/> is an index into one table of <see cref="TableSize"/> rows.
/// </summary>
public static class OpcodeSpaces
{
    /// <summary>The base of the numbers behind prefix 0xFB: garbage collection.</summary>
    public const int FB = 256;

    /// <summary>The base of the numbers behind prefix 0xFC: saturating conversions, bulk memory, tables and wide arithmetic.</summary>
    public const int FC = FB + 32;

    /// <summary>The base of the numbers behind prefix 0xFE: atomic accesses.</summary>
    public const int FE = FC + 32;

    /// <summary>The base of the numbers behind prefix 0xFD: vectors.</summary>
    public const int FD = FE + 128;

    /// <summary>The rows of a table over all opcodes. Most rows behind a prefix are no instruction.</summary>
    public const int TableSize = FD + 320;

    /// <summary>Whether the byte is a prefix: a number follows.</summary>
    public static bool IsPrefix(byte value) => value is >= 0xFB and <= 0xFE;

    /// <summary>Combines a prefix and its number. Returns false where the number is beyond the range of its prefix.</summary>
    public static bool TryCombine(byte prefix, uint number, out Opcode opcode)
    {
        var (start, end) = prefix switch
        {
            0xFB => (FB, FC),
            0xFC => (FC, FE),
            0xFD => (FD, TableSize),
            0xFE => (FE, FD),
            _ => (0, 0),
        };
        var exists = number < (uint)(end - start);
        opcode = exists ? (Opcode)(start + (int)number) : default;
        return exists;
    }

    /// <summary>Splits an opcode behind a prefix into the prefix and the number.</summary>
    public static (byte Prefix, uint Number) Split(this Opcode opcode)
    {
        var value = (int)opcode;
        return value switch
        {
            >= FD => (0xFD, (uint)(value - FD)),
            >= FE => (0xFE, (uint)(value - FE)),
            >= FC => (0xFC, (uint)(value - FC)),
            >= FB => (0xFB, (uint)(value - FB)),
            _ => throw new ArgumentOutOfRangeException(nameof(opcode), opcode, "the opcode is a single byte"),
        };
    }

    /// <summary>The opcode as hexadecimal bytes, such as <c>0x6a</c> or <c>0xfd 0x10c</c>.</summary>
    public static string ToHexadecimal(this Opcode opcode)
    {
        if ((int)opcode < FB)
        {
            return $"0x{(int)opcode:x2}";
        }

        var (prefix, number) = opcode.Split();
        return $"0x{prefix:x2} 0x{number:x2}";
    }
}
