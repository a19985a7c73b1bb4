namespace CompileBench.Modules.Wasm.Format;

/// <summary>One clause of a <c>try_table</c>: the exceptions it catches and the label it branches to.</summary>
/// <param name="Kind">Whether it catches one tag or all, and whether it passes the exception on.</param>
/// <param name="Tag">The tag to catch; 0 where all are caught.</param>
/// <param name="Label">The label, counted from outside the <c>try_table</c>.</param>
public readonly record struct CatchClause(CatchKind Kind, uint Tag, uint Label)
{
    /// <summary>Whether it catches one tag only.</summary>
    public bool HasTag => Kind is CatchKind.Catch or CatchKind.CatchReference;

    /// <summary>A clause that catches one tag.</summary>
    public static CatchClause ForTag(int tag, int label, bool passesReference = false) =>
        new(passesReference ? CatchKind.CatchReference : CatchKind.Catch, (uint)tag, (uint)label);

    /// <summary>A clause that catches every exception.</summary>
    public static CatchClause ForAll(int label, bool passesReference = false) =>
        new(passesReference ? CatchKind.CatchAllReference : CatchKind.CatchAll, 0, (uint)label);
}
