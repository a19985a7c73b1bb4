using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>Stands for a module while a body is written only to see which locals it uses.</summary>
internal sealed class TrialParts : IModuleParts
{
    public IReadOnlyList<int> MainParameters => [];

    public int FunctionType(ReadOnlySpan<WasmType> parameters, ReadOnlySpan<WasmType> results) => 0;

    public int Global(int type, int index) => 0;

    public int Callee(int signature) => 0;

    public int CalleeType(int signature) => 0;

    public int TablePlace(int signature) => 0;

    public (int Type, int Place) OwnType(int repetition) => default;

    public int Wide(WasmType type, int parameters) => 0;

    public int Tag(ReadOnlySpan<WasmType> values) => 0;

    public int StructType(int number) => 0;

    public void UseMemory()
    {
    }
}
