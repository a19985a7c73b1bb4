using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>One element segment.</summary>
/// <param name="Mode">What becomes of its items.</param>
/// <param name="Items">How many items it has.</param>
/// <param name="FunctionItems">How many of them name a function.</param>
public readonly record struct ElementSegment(SegmentMode Mode, int Items, int FunctionItems);

/// <summary>Reads the element segments one by one.</summary>
public ref struct ElementSectionReader
{
    private SectionItems _items;

    public ElementSectionReader(ByteReader section) => _items = new SectionItems(section, FormatLimits.ElementSegments, "element segments");

    public ElementSegment Current { get; private set; }

    /// <summary>Bytes of the current segment's constant expressions: its place and its items.</summary>
    public int ExpressionBytes { get; private set; }

    public readonly ElementSectionReader GetEnumerator() => this;

    public bool MoveNext()
    {
        if (!_items.MoveNext())
        {
            return false;
        }

        ref var reader = ref _items.Reader;
        var start = reader.Position;
        ExpressionBytes = 0;
        var flags = reader.ReadU32();
        if (flags > ElementFlags.All)
        {
            reader.ThrowAt(start, WasmDecodeReason.MalformedElementFlags);
        }

        var mode = (flags & ElementFlags.NotActive) == 0 ? SegmentMode.Active
            : (flags & ElementFlags.NamesTableOrDeclares) == 0 ? SegmentMode.Passive
            : SegmentMode.Declared;
        if (mode == SegmentMode.Active)
        {
            if ((flags & ElementFlags.NamesTableOrDeclares) != 0)
            {
                _ = reader.ReadU32();
            }

            var placeStart = reader.Position;
            _ = ConstantExpression.Read(ref reader);
            ExpressionBytes = reader.Position - placeStart;
        }

        var hasExpressions = (flags & ElementFlags.HasExpressions) != 0;
        if ((flags & (ElementFlags.NotActive | ElementFlags.NamesTableOrDeclares)) != 0)
        {
            ReadKind(ref reader, hasExpressions);
        }

        var count = reader.ReadCount(FormatLimits.ElementItems, "elements in a segment");
        var itemsStart = reader.Position;
        Current = new ElementSegment(mode, count, ReadItems(ref reader, count, hasExpressions));
        ExpressionBytes += hasExpressions ? reader.Position - itemsStart : 0;
        return true;
    }

    private static void ReadKind(ref ByteReader reader, bool hasExpressions)
    {
        var start = reader.Position;
        if (hasExpressions)
        {
            _ = reader.ReadReferenceType();
        }
        else if (reader.ReadByte() != ElementFlags.FunctionKind)
        {
            reader.ThrowAt(start, WasmDecodeReason.MalformedElementKind);
        }
    }

    private static int ReadItems(ref ByteReader reader, int count, bool hasExpressions)
    {
        var functions = 0;
        for (var left = count; left > 0; left--)
        {
            if (!hasExpressions)
            {
                _ = reader.ReadU32();
                functions++;
            }
            else if (ConstantExpression.Read(ref reader) == (byte)Opcode.RefFunc)
            {
                functions++;
            }
        }

        return functions;
    }
}
