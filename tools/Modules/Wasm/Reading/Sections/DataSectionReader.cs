using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>One data segment.</summary>
/// <param name="Mode">What becomes of its bytes.</param>
/// <param name="Bytes">How many bytes it has.</param>
/// <param name="Offset">Where its flags begin, from the start of the module.</param>
/// <param name="LengthOffset">Where the length of its bytes stands; the bytes follow.</param>
public readonly record struct DataSegment(SegmentMode Mode, int Bytes, int Offset, int LengthOffset);

/// <summary>Reads the data segments one by one.</summary>
public ref struct DataSectionReader
{
    private SectionItems _items;

    public DataSectionReader(ByteReader section) => _items = new SectionItems(section, FormatLimits.DataSegments, "data segments");

    /// <summary>Segments the section claims to hold.</summary>
    public readonly int Count => _items.Count;

    public DataSegment Current { get; private set; }

    /// <summary>The expression that places the current segment; of no bytes where it has none.</summary>
    public ConstantExpressions Expressions { get; private set; }

    public readonly DataSectionReader GetEnumerator() => this;

    public bool MoveNext()
    {
        if (!_items.MoveNext())
        {
            return false;
        }

        ref var reader = ref _items.Reader;
        var start = reader.Position;
        var flags = reader.ReadU32();
        if (flags > DataFlags.ActiveInNamedMemory)
        {
            reader.ThrowAt(start, WasmDecodeReason.MalformedDataFlags);
        }

        if (flags == DataFlags.ActiveInNamedMemory)
        {
            _ = reader.ReadU32();
        }

        Expressions = default;
        if (flags != DataFlags.Passive)
        {
            _ = ConstantExpression.Read(ref reader, out var place);
            Expressions = place.AsPlace();
        }

        var lengthOffset = reader.Position;
        var length = reader.ReadBytes(reader.ReadU32()).Length;
        Current = new DataSegment(flags == DataFlags.Passive ? SegmentMode.Passive : SegmentMode.Active, length, start, lengthOffset);
        return true;
    }
}
