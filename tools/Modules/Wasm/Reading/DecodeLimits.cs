namespace CompileBench.Modules.Wasm.Reading;

/// <summary>
/// The most of everything the decoder accepts. They are the implementation limits that Wasmtime's parser and the JavaScript interface share,
/// so a module beyond one could not be compiled either. A count within its limit is still never trusted for an allocation:
/// nothing is allocated that the bytes read so far do not justify.
/// </summary>
public static class DecodeLimits
{
    public const int Types = 1_000_000;
    public const int RecursionGroups = 1_000_000;

    /// <summary>Types that one <c>sub</c> form may name as its supertypes. The format allows a list; today's language allows one.</summary>
    public const int Supertypes = 1;

    public const int Parameters = 1_000;
    public const int Results = 1_000;
    public const int StructFields = 10_000;
    public const int Imports = 1_000_000;
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

    /// <summary>Parameters and declared locals of one function together.</summary>
    public const int Locals = 50_000;

    /// <summary>Bytes of one function body. Wasmtime's own limit.</summary>
    public const int BodyBytes = 7_654_321;

    /// <summary>Labels of one <c>br_table</c>, the default not counted.</summary>
    public const int BranchTableLabels = BodyBytes;

    /// <summary>Clauses of one <c>try_table</c>.</summary>
    public const int CatchClauses = 10_000;

    /// <summary>Bytes of one name.</summary>
    public const int NameBytes = 100_000;
}
