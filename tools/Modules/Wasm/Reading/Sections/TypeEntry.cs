using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>One type of the type section.</summary>
/// <param name="Form">What it defines.</param>
/// <param name="Parameters">Parameters of a function type, else 0.</param>
/// <param name="Results">Results of a function type, else 0.</param>
/// <param name="Fields">Fields of a struct, 1 for an array, else 0.</param>
/// <param name="OpensGroup">Whether it is the first of its recursion group; a type outside any is a group of its own.</param>
public readonly record struct TypeEntry(TypeForm Form, int Parameters, int Results, int Fields, bool OpensGroup)
{
    /// <summary>The index of the function type that a continuation type names; -1 for other types. It may be out of range.</summary>
    public long FunctionType { get; init; } = -1;

    /// <summary>The index of the type that the last parameter of a function type refers to; negative where it refers to none.</summary>
    public long LastParameterType { get; init; } = -1;
}
