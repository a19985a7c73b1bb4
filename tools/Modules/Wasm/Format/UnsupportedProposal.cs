namespace CompileBench.Modules.Wasm.Format;

/// <summary>
/// The WebAssembly proposals whose encodings this decoder does not read, so that an error names the proposal a module uses. The codes are those
/// of the proposals' own documents and may change until a proposal is part of the standard.
/// </summary>
internal static class UnsupportedProposal
{
    private const string SharedEverything = "shared-everything-threads";
    private const string Descriptors = "custom-descriptors";

    /// <summary>The proposal that defines an opcode, or null where none does.</summary>
    /// <param name="code">The opcode's first byte.</param>
    /// <param name="number">The number behind a prefix, else 0.</param>
    public static string? FromOpcode(byte code, uint number) => Detail((code, number) switch
    {
        (0xFB, >= 0x20 and <= 0x26) => Descriptors,
        (0xFB, >= 0x80 and <= 0xB7) => "stringref",
        (0xFC, 0x12) => "memory-control",
        (0xFE, >= 0x4F and <= 0x75) => SharedEverything,
        _ => null,
    });

    /// <summary>The proposal that defines a value type, reference type or heap type by its first byte, or null where none does.</summary>
    public static string? FromTypeByte(byte code) => Detail(code switch
    {
        0x67 => "stringref",
        0x65 => SharedEverything,
        0x62 => Descriptors,
        _ => null,
    });

    /// <summary>The proposal that defines the form of a type in the type section, or null where none does.</summary>
    public static string? FromTypeForm(byte code) => Detail(code switch
    {
        0x65 => SharedEverything,
        0x4C or 0x4D => Descriptors,
        _ => null,
    });

    /// <summary>The proposal that defines a kind of import, or null where none does.</summary>
    public static string? FromImportKind(byte kind) => Detail(kind == 0x20 ? Descriptors : null);

    private static string? Detail(string? proposal) => proposal is null ? null : $"the proposal {proposal} is not supported";
}
