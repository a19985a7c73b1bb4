namespace CompileBench.Modules.Wasm.Format;

/// <summary>A section of a module as its binary id names it, and the header that stands before all of them.</summary>
public enum SectionId
{
    /// <summary>Not a section: the magic number, the version, and the bytes between sections.</summary>
    Header = -1,
    Custom = 0,
    Type = 1,
    Import = 2,
    Function = 3,
    Table = 4,
    Memory = 5,
    Global = 6,
    Export = 7,
    Start = 8,
    Element = 9,
    Code = 10,
    Data = 11,
    DataCount = 12,
    Tag = 13,
}
