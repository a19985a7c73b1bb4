using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing.Bodies;

/// <summary>The types of the values on the operand stack, as validation tracks them.</summary>
internal sealed class OperandStack
{
    private WasmType[] _types = new WasmType[256];

    /// <summary>The number of values. Lowering it removes values from the top.</summary>
    public int Height { get; set; }

    /// <summary>The type of a value, 0 being the bottom.</summary>
    public WasmType this[int index] => _types[index];

    /// <summary>The types of the topmost values, the topmost last.</summary>
    public ReadOnlySpan<WasmType> Top(int count) => _types.AsSpan(Height - count, count);

    public WasmType Pop() => _types[--Height];

    public void Push(WasmType type)
    {
        if (Height == _types.Length)
        {
            Array.Resize(ref _types, Height * 2);
        }

        _types[Height++] = type;
    }

    public void Push(ReadOnlySpan<WasmType> types)
    {
        foreach (var type in types)
        {
            Push(type);
        }
    }
}
