namespace CompileBench.Modules.Wasm.Format;

/// <summary>The kinds of imports and exports; the values are those of the binary format.</summary>
public enum ExternalKind
{
    Function = 0,
    Table = 1,
    Memory = 2,
    Global = 3,
    Tag = 4,
}
