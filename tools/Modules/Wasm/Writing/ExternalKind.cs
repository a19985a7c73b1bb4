namespace CompileBench.Modules.Wasm.Writing;

/// <summary>What an export or import is; the values are the format's.</summary>
public enum ExternalKind
{
    Function = 0,
    Table = 1,
    Memory = 2,
    Global = 3,
    Tag = 4,
}
