namespace CompileBench.Modules.Wasm.Writing;

/// <summary>
/// How large the parts of a module may be for Wasmtime (the limits of wasmparser, which follow the WebAssembly JavaScript interface).
/// A module beyond one of them is refused before any of it is compiled, so nothing generated here goes past them.
/// </summary>
public static class WasmtimeLimits
{
    /// <summary>Bytes of one function body, its local declarations included.</summary>
    public const int FunctionBodyBytes = 7_654_321;

    /// <summary>Locals of one function, its parameters included.</summary>
    public const int LocalsPerFunction = 50_000;

    /// <summary>Parameters of one function type.</summary>
    public const int Parameters = 1_000;

    /// <summary>Results of one function type.</summary>
    public const int Results = 1_000;

    /// <summary>Functions of a module, imported ones included; types, imports, exports, globals and tags have the same limit.</summary>
    public const int Functions = 1_000_000;

    /// <summary>Data segments, and element segments, of a module.</summary>
    public const int Segments = 100_000;

    /// <summary>Tables, and memories, of a module.</summary>
    public const int TablesOrMemories = 100;

    /// <summary>Fields of one struct type.</summary>
    public const int StructFields = 10_000;

    /// <summary>Elements that a table may have at the start.</summary>
    public const int TableElements = 10_000_000;

    /// <summary>How far a type may be from its topmost supertype.</summary>
    public const int SubtypingDepth = 63;
}
