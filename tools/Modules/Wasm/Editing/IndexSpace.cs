namespace CompileBench.Modules.Wasm.Editing;

/// <summary>The index spaces of a module. Exports and rows of the export section have no index, yet can be removed one by one like the others.</summary>
public enum IndexSpace
{
    None,
    Type,
    Function,
    Table,
    Memory,
    Tag,
    Global,
    Element,
    Data,
    Export,
}
