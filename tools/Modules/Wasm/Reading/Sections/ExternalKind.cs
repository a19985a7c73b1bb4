namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>What an import brings or an export shows; the numbers are those of the format.</summary>
public enum ExternalKind
{
    Function = 0,
    Table = 1,
    Memory = 2,
    Global = 3,
    Tag = 4,
}
