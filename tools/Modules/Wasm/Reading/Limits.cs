namespace CompileBench.Modules.Wasm.Reading;

/// <summary>How large a table (in elements) or a memory (in pages of 64 KiB) is at first and may become.</summary>
/// <param name="Minimum">The size at first.</param>
/// <param name="Maximum">The most it may become; null where the module sets no bound.</param>
/// <param name="Shared">Whether threads may share it.</param>
/// <param name="Is64">Whether it is addressed by 64-bit integers.</param>
public readonly record struct Limits(ulong Minimum, ulong? Maximum, bool Shared, bool Is64)
{
    private const int HasMaximum = 1;
    private const int IsShared = 2;
    private const int Is64Bit = 4;

    /// <summary>Reads flags, minimum and, where the flags say so, maximum.</summary>
    public static Limits Read(ref ByteReader reader)
    {
        var start = reader.Position;
        var flags = reader.ReadByte();
        if (flags > (HasMaximum | IsShared | Is64Bit))
        {
            reader.ThrowAt(start, WasmDecodeReason.MalformedLimitsFlags);
        }

        // The bounds have 64 bits in the format whatever the address type; whether they fit it is for validation.
        var minimum = reader.ReadU64();
        ulong? maximum = (flags & HasMaximum) != 0 ? reader.ReadU64() : null;
        return new Limits(minimum, maximum, (flags & IsShared) != 0, (flags & Is64Bit) != 0);
    }
}
