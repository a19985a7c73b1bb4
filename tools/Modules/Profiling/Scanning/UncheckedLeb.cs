namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>
/// LEB128 integers without bounds checks, for bytes that have room behind them. Each takes the address behind the first byte, which had its
/// top bit set, and gives the address behind the last one, or null where the integer is longer or larger than its type.
/// </summary>
internal static unsafe class UncheckedLeb
{
    public static byte* PassU32(byte* p)
    {
        for (var left = 3; left > 0; left--)
        {
            if (*p++ < 0x80)
            {
                return p;
            }
        }

        return *p <= 0x0F ? p + 1 : null;
    }

    public static byte* PassU64(byte* p)
    {
        for (var left = 8; left > 0; left--)
        {
            if (*p++ < 0x80)
            {
                return p;
            }
        }

        return *p <= 1 ? p + 1 : null;
    }

    public static byte* PassS32(byte* p)
    {
        for (var left = 3; left > 0; left--)
        {
            if (*p++ < 0x80)
            {
                return p;
            }
        }

        // Bits 3 to 6 of the fifth byte are the sign and its copies.
        return *p is <= 0x07 or (>= 0x78 and <= 0x7F) ? p + 1 : null;
    }

    public static byte* PassS64(byte* p)
    {
        for (var left = 8; left > 0; left--)
        {
            if (*p++ < 0x80)
            {
                return p;
            }
        }

        return *p is 0 or 0x7F ? p + 1 : null;
    }

    /// <summary>Reads an index of two bytes or more; takes the address of its first.</summary>
    /// <returns>The index, and its length in the upper half; 0 where it is malformed.</returns>
    public static ulong ReadU32(byte* p)
    {
        ulong value = 0;
        for (var length = 0; length < 4; length++)
        {
            value |= (ulong)(p[length] & 0x7F) << (7 * length);
            if (p[length] < 0x80)
            {
                return value | ((ulong)(length + 1) << 32);
            }
        }

        return p[4] <= 0x0F ? value | ((ulong)p[4] << 28) | (5UL << 32) : 0;
    }
}
