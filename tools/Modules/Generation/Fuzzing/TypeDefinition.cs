using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <summary>What a type of the module describes.</summary>
internal enum TypeKind
{
    Function,
    Struct,
    Array,
}

/// <summary>One type of a fuzz module.</summary>
/// <param name="Kind">What it describes.</param>
/// <param name="Parameters">A function's parameters.</param>
/// <param name="Results">A function's results.</param>
/// <param name="Fields">A struct's fields, or an array's element alone.</param>
/// <param name="Supertype">The index of the type it extends, or -1.</param>
internal sealed record TypeDefinition(TypeKind Kind, WasmType[] Parameters, WasmType[] Results, FieldType[] Fields, int Supertype = -1)
{
    /// <summary>Whether it can be made without giving every field a value.</summary>
    public bool IsDefaultable { get; } = Fields.All(field => field.Unpacked.IsDefaultable);

    /// <summary>The types of the fields' values on the operand stack.</summary>
    public WasmType[] Unpacked { get; } = [.. Fields.Select(field => field.Unpacked)];

    /// <summary>Whether a host can see functions of this type: numbers, vectors, and references to functions and externals.</summary>
    public bool IsPlain { get; } = Parameters.Concat(Results).All(TypeUniverse.IsPlain);

    public static TypeDefinition Function(WasmType[] parameters, WasmType[] results) => new(TypeKind.Function, parameters, results, []);
}
