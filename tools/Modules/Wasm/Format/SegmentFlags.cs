namespace CompileBench.Modules.Wasm.Format;

/// <summary>The flags that begin an element segment.</summary>
internal static class ElementFlags
{
    public const uint NotActive = 1;

    /// <summary>On an active segment: the index of a table follows. On any other: the segment only declares.</summary>
    public const uint NamesTableOrDeclares = 2;

    /// <summary>The items are expressions, not indices of functions.</summary>
    public const uint HasExpressions = 4;

    public const uint All = NotActive | NamesTableOrDeclares | HasExpressions;

    /// <summary>The kind of element that stands for function indices.</summary>
    public const byte FunctionKind = 0;
}

/// <summary>The flags that begin a data segment.</summary>
internal static class DataFlags
{
    public const uint Active = 0;
    public const uint Passive = 1;
    public const uint ActiveInNamedMemory = 2;
}
