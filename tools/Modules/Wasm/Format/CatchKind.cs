namespace CompileBench.Modules.Wasm.Format;

/// <summary>The kinds of catch clauses; the values are those of the binary format.</summary>
public enum CatchKind
{
    /// <summary><c>catch</c>: one tag.</summary>
    Catch = 0,

    /// <summary><c>catch_ref</c>: one tag; the branch also carries the exception.</summary>
    CatchReference = 1,

    /// <summary><c>catch_all</c>: every exception.</summary>
    CatchAll = 2,

    /// <summary><c>catch_all_ref</c>: every exception; the branch carries it.</summary>
    CatchAllReference = 3,
}
