namespace CompileBench.Modules.Wasm.Format;

/// <summary>
/// The bytes that begin a group of imports in the proposal compact imports. They stand in place of the kind of an import whose second name is empty.
/// </summary>
internal static class CompactImport
{
    /// <summary>The module is named once; each import has its name and its type.</summary>
    public const byte SharedModule = 0x7F;

    /// <summary>The module is named once, and so is the type; each import has its name.</summary>
    public const byte SharedModuleAndType = 0x7E;
}
