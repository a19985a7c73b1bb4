using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>The parts of a module that a body refers to; each is made when it is first asked for.</summary>
internal interface IModuleParts
{
    /// <summary>The function type with these parameters and results.</summary>
    int FunctionType(ReadOnlySpan<WasmType> parameters, ReadOnlySpan<WasmType> results);

    /// <summary>A mutable global of this type; index 0 is where values go that nothing takes.</summary>
    int Global(int type, int index);

    /// <summary>The function of this signature.</summary>
    int Callee(int signature);

    /// <summary>The type of the functions of this signature, with a table that has one.</summary>
    int CalleeType(int signature);

    /// <summary>The place in the table of the function of this signature.</summary>
    int TablePlace(int signature);

    /// <summary>The function of a type that no other repetition uses: the type's index and the function's place in the table.</summary>
    (int Type, int Place) OwnType(int repetition);

    /// <summary>A function with this many parameters of one type, which it returns the first of.</summary>
    int Wide(WasmType type, int parameters);

    /// <summary>The exception tag that takes these values: none, or one.</summary>
    int Tag(ReadOnlySpan<WasmType> values);

    /// <summary>The struct type of this number, below <see cref="Pattern.StructTypes"/>: as many 32-bit fields as its number, after a first field.</summary>
    int StructType(int number);

    /// <summary>Makes the memory.</summary>
    void UseMemory();

    /// <summary>The parameters of the main functions, by number.</summary>
    IReadOnlyList<int> MainParameters { get; }
}
