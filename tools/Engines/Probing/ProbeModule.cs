namespace CompileBench.Engines.Probing;

/// <summary>
/// A module of one function on which every compiler leaves its mark: <c>(func (param i32) (result i32) local.get 0 local.get 0 i32.add
/// local.get 0 i32.add)</c>. An optimiser, an allocator and a baseline compiler each make other code of it.
/// </summary>
internal static class ProbeModule
{
    /// <summary>The binary module.</summary>
    public static ReadOnlySpan<byte> Bytes =>
    [
        0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00,
        0x01, 0x06, 0x01, 0x60, 0x01, 0x7f, 0x01, 0x7f,
        0x03, 0x02, 0x01, 0x00,
        0x0a, 0x0c, 0x01, 0x0a, 0x00, 0x20, 0x00, 0x20, 0x00, 0x6a, 0x20, 0x00, 0x6a, 0x0b,
    ];
}
