namespace CompileBench.Modules.Wasm.Format;

/// <summary>The eight bytes that begin a module.</summary>
internal static class ModuleHeader
{
    /// <summary>The version of the binary format of core modules.</summary>
    public const uint Version = 1;

    /// <summary>What stands in the version's place in a component of the component model.</summary>
    public const uint ComponentVersion = 0x0001_000D;

    /// <summary>The first four bytes.</summary>
    public static ReadOnlySpan<byte> Magic => "\0asm"u8;

    /// <summary>All eight bytes of a core module.</summary>
    public static ReadOnlySpan<byte> Bytes => [0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00];
}
