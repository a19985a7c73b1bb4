namespace CompileBench.Modules.Wasm.Writing;

/// <summary>The limits of memories and tables: a byte of flags, the least and perhaps the most.</summary>
internal static class LimitsEncoding
{
    private const byte HasMaximum = 1;
    private const byte Shared = 2;
    private const byte Wide = 4;

    public static void Write(WasmBuffer buffer, ulong minimum, ulong? maximum, bool isShared, bool is64Bit)
    {
        var flags = (maximum is null ? 0 : HasMaximum) | (isShared ? Shared : 0) | (is64Bit ? Wide : 0);
        buffer.WriteByte((byte)flags);
        buffer.WriteUnsigned(minimum);
        if (maximum is { } most)
        {
            buffer.WriteUnsigned(most);
        }
    }
}
