namespace CompileBench.Modules.Wasm.Format;

/// <summary>The type of a table.</summary>
/// <param name="Element">The type of its elements.</param>
/// <param name="Limits">Its size in elements; the minimum is at most <see cref="FormatLimits.TableElements"/>.</param>
public readonly record struct TableType(WasmType Element, Limits Limits)
{
    /// <param name="element">The type of its elements.</param>
    /// <param name="minimum">The initial number of elements.</param>
    /// <param name="maximum">The greatest number of elements.</param>
    /// <param name="is64Bit">Whether its indices are <c>i64</c>.</param>
    public TableType(WasmType element, ulong minimum, ulong? maximum = null, bool is64Bit = false)
        : this(element, new Limits(minimum, maximum, Is64Bit: is64Bit))
    {
    }

    /// <summary>The type of an index into it.</summary>
    public WasmType IndexType => Limits.AddressType;
}
