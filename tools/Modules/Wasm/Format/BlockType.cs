namespace CompileBench.Modules.Wasm.Format;

/// <summary>The operands that a block takes and the results that it leaves: none, one result, or those of a function type of the module.</summary>
public readonly record struct BlockType
{
    /// <summary>The <see cref="Code"/> of a block without parameters and results.</summary>
    public const int EmptyCode = TypeByte.EmptyBlock - 0x80;

    private readonly long _functionType;

    // 0 stands for the empty block, so that default is empty; the index is stored with 1 added.
    private BlockType(WasmType? result, long functionType)
    {
        Result = result;
        _functionType = functionType;
    }

    /// <summary>A block without parameters and results.</summary>
    public static BlockType Empty => default;

    /// <summary>The single result, or null where there is none or a function type states the results.</summary>
    public WasmType? Result { get; }

    /// <summary>The index of the function type, or null where the block names none. It can be out of range: decoding does not validate.</summary>
    public long? FunctionType => _functionType == 0 ? null : _functionType - 1;

    /// <summary>
    /// The block type as one number: the index of a function type, <see cref="EmptyCode"/> for an empty block, or the first byte of the
    /// result's type minus 128.
    /// </summary>
    public long Code => FunctionType ?? (Result is { } result ? result.LeadingByte - 0x80 : EmptyCode);

    /// <summary>A block without parameters that leaves one value.</summary>
    public static BlockType WithResult(WasmType result) => new(result, 0);

    /// <summary>A block with the parameters and results of the module's function type at this index.</summary>
    public static BlockType WithFunctionType(long typeIndex) => new(null, typeIndex + 1);

    /// <summary>Converts a value type as <see cref="WithResult"/> does.</summary>
    public static implicit operator BlockType(WasmType result) => WithResult(result);
}
