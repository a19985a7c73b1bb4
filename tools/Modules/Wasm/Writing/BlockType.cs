namespace CompileBench.Modules.Wasm.Writing;

/// <summary>What a block takes and leaves: nothing, one value, or what a function type of the module says.</summary>
public readonly record struct BlockType
{
    private enum Form : byte
    {
        Empty,
        Value,
        FunctionType,
    }

    private readonly Form _form;
    private readonly WasmType _value;
    private readonly int _typeIndex;

    private BlockType(Form form, WasmType value, int typeIndex)
    {
        _form = form;
        _value = value;
        _typeIndex = typeIndex;
    }

    /// <summary>A block that takes and leaves nothing.</summary>
    public static BlockType Empty => default;

    /// <summary>A block that leaves one value.</summary>
    public static BlockType Of(WasmType result) => new(Form.Value, result, 0);

    /// <summary>A block with the parameters and results of the module's function type with this index.</summary>
    public static BlockType OfFunctionType(int typeIndex) => new(Form.FunctionType, default, typeIndex);

    /// <summary>Written as <see cref="Of"/> writes it.</summary>
    public static implicit operator BlockType(WasmType result) => Of(result);

    internal void WriteTo(WasmBuffer buffer)
    {
        switch (_form)
        {
            case Form.Empty:
                buffer.WriteByte(0x40);
                break;
            case Form.Value:
                _value.WriteTo(buffer);
                break;
            default:
                buffer.WriteSigned(_typeIndex);
                break;
        }
    }
}
