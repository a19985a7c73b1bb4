namespace CompileBench.Modules.Wasm.Format;

/// <summary>What happens to the contents of a segment.</summary>
public enum SegmentMode
{
    /// <summary>Instantiation copies them.</summary>
    Active,

    /// <summary>An instruction copies them.</summary>
    Passive,

    /// <summary>Nothing copies them: the segment declares that code refers to its functions.</summary>
    Declared,
}
