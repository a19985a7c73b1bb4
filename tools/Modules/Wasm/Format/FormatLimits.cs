namespace CompileBench.Modules.Wasm.Format;

/// <summary>
/// The greatest sizes of the parts of a module. They are the implementation limits that Wasmtime's parser and the WebAssembly JavaScript
/// interface share. Wasmtime refuses a module beyond one of them before it compiles any of it, so the decoder refuses it too and the
/// generators stay within them.
/// </summary>
/// <remarks>A count within its limit is still never trusted for an allocation: memory grows with the bytes read so far.</remarks>
public static class FormatLimits
{
    public const int Types = 1_000_000;
    public const int RecursionGroups = 1_000_000;

    /// <summary>Supertypes that one <c>sub</c> form may name. The format allows a list; the language allows one.</summary>
    public const int Supertypes = 1;

    /// <summary>The number of supertypes above a type.</summary>
    public const int SubtypingDepth = 63;

    /// <summary>Parameters of one function type.</summary>
    public const int Parameters = 1_000;

    /// <summary>Results of one function type.</summary>
    public const int Results = 1_000;

    /// <summary>Fields of one struct type.</summary>
    public const int StructFields = 10_000;

    public const int Imports = 1_000_000;

    /// <summary>Functions of a module, imported ones included.</summary>
    public const int Functions = 1_000_000;

    public const int Tables = 100;
    public const int Memories = 100;
    public const int Tags = 1_000_000;
    public const int Globals = 1_000_000;
    public const int Exports = 1_000_000;
    public const int ElementSegments = 100_000;
    public const int DataSegments = 100_000;

    /// <summary>Items of one element segment.</summary>
    public const int ElementItems = 10_000_000;

    /// <summary>Initial elements of one table.</summary>
    public const int TableElements = 10_000_000;

    /// <summary>Parameters and declared locals of one function together.</summary>
    public const int Locals = 50_000;

    /// <summary>Bytes of one function body, its declarations of locals included.</summary>
    public const int BodyBytes = 7_654_321;

    /// <summary>Labels of one <c>br_table</c>, the default not counted.</summary>
    public const int BranchTableLabels = BodyBytes;

    /// <summary>Clauses of one <c>try_table</c>.</summary>
    public const int CatchClauses = 10_000;

    /// <summary>Handlers of one <c>resume</c>.</summary>
    public const int ResumeHandlers = 10_000;

    /// <summary>Bytes of one name.</summary>
    public const int NameBytes = 100_000;
}
