namespace CompileBench.Modules.Wasm.Format;

/// <summary>
/// What a module needs beyond the language that every engine has had since 2019 (numbers, memory, one table, and the sign-extension,
/// saturating-conversion and mutable-global additions). The names are those of the WebAssembly proposals.
/// </summary>
[Flags]
public enum WasmFeatures
{
    None = 0,
    MultiValue = 1 << 0,
    BulkMemory = 1 << 1,
    ReferenceTypes = 1 << 2,
    Simd = 1 << 3,
    RelaxedSimd = 1 << 4,
    Threads = 1 << 5,
    TailCalls = 1 << 6,
    Exceptions = 1 << 7,
    FunctionReferences = 1 << 8,
    Gc = 1 << 9,
    Memory64 = 1 << 10,
    MultiMemory = 1 << 11,
    ExtendedConst = 1 << 12,

    /// <summary>
    /// Values of type <c>externref</c>. They came with <see cref="ReferenceTypes"/>, but an engine needs a collector for them, which
    /// one that has function references only may lack.
    /// </summary>
    ExternReferences = 1 << 13,

    /// <summary>WebAssembly 2.0.</summary>
    Version2 = MultiValue | BulkMemory | ReferenceTypes | ExternReferences | Simd,

    /// <summary>All of WebAssembly 3.0, and threads.</summary>
    All = (1 << 14) - 1,

    /// <summary>What Wasmtime's baseline compiler Winch takes on x86-64.</summary>
    Winch = MultiValue | BulkMemory | ReferenceTypes | Simd | Memory64 | MultiMemory | ExtendedConst,
}
