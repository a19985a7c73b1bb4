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

    /// <summary>The current segment's constant expressions: its place and its items.</summary>
    public ConstantExpressions Expressions { get; private set; }

    public readonly ElementSectionReader GetEnumerator() => this;

    public bool MoveNext()
    {
        if (!_items.MoveNext())
        {
            return false;
        }

        ref var reader = ref _items.Reader;
        var start = reader.Position;
        Expressions = default;
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

            _ = ConstantExpression.Read(ref reader, out var place);
            Expressions = place.AsPlace();
        }

        var hasExpressions = (flags & ElementFlags.HasExpressions) != 0;
        if ((flags & (ElementFlags.NotActive | ElementFlags.NamesTableOrDeclares)) != 0)
        {
            ReadKind(ref reader, hasExpressions);
        }

        var count = reader.ReadCount(FormatLimits.ElementItems, "elements in a segment");
        Current = new ElementSegment(mode, count, ReadItems(ref reader, count, hasExpressions, out var items));
        Expressions += items;
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

    private static int ReadItems(ref ByteReader reader, int count, bool hasExpressions, out ConstantExpressions items)
    {
        var functions = 0;
        items = default;
        for (var left = count; left > 0; left--)
        {
            if (!hasExpressions)
            {
                _ = reader.ReadU32();
                functions++;
            }
            else
            {
                functions += ConstantExpression.Read(ref reader, out var item) == (byte)Opcode.RefFunc ? 1 : 0;
                items += item;
            }
        }

        return functions;
    }
}
