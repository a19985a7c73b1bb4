using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Wasm.Editing;

/// <summary>Fills a <see cref="ModuleMap"/> with the segments of the element and data sections.</summary>
/// <param name="map">The map.</param>
/// <param name="indices">Collects the indices that segments name.</param>
/// <param name="expressions">Reads their offsets.</param>
internal sealed class SegmentMapReader(ModuleMap map, IndexCollector indices, ExpressionMapReader expressions)
{
    /// <summary>Reads an element segment.</summary>
    public void ReadElements(ref ByteReader reader)
    {
        var flags = reader.ReadU32();
        var isActive = (flags & ElementFlags.NotActive) == 0;
        var hasExpressions = (flags & ElementFlags.HasExpressions) != 0;
        var namesTable = isActive && (flags & ElementFlags.NamesTableOrDeclares) != 0;
        if (namesTable)
        {
            indices.ReadIndex(ref reader, IndexSpace.Table);
        }

        if (isActive)
        {
            if (!namesTable)
            {
                indices.Imply(reader, IndexSpace.Table);
            }

            expressions.Read(ref reader, SectionId.Element, null);
        }

        if ((flags & (ElementFlags.NotActive | ElementFlags.NamesTableOrDeclares)) != 0)
        {
            if (hasExpressions)
            {
                indices.ReadType(ref reader);
            }
            else
            {
                _ = reader.ReadByte();
            }
        }

        var start = reader.Position;
        var starts = new List<int>();
        var count = (int)reader.ReadU32();
        var place = new ByteRange(start, reader.Position);
        for (var left = count; left > 0; left--)
        {
            starts.Add(reader.Position);
            if (hasExpressions)
            {
                indices.ReadExpression(ref reader);
            }
            else
            {
                indices.ReadIndex(ref reader, IndexSpace.Function, IndexRole.Declaration);
            }
        }

        map.Elements.Add(new ElementPlace(place, [.. starts, reader.Position]));
    }

    /// <summary>Reads a data segment.</summary>
    public void ReadData(ref ByteReader reader)
    {
        var flags = reader.ReadU32();
        if (flags == DataFlags.ActiveInNamedMemory)
        {
            indices.ReadIndex(ref reader, IndexSpace.Memory);
        }

        if (flags != DataFlags.Passive)
        {
            if (flags == DataFlags.Active)
            {
                indices.Imply(reader, IndexSpace.Memory);
            }

            expressions.Read(ref reader, SectionId.Data, null);
        }

        var start = reader.Position;
        var length = reader.ReadU32();
        var place = new ByteRange(start, reader.Position);
        _ = reader.ReadBytes(length);
        map.Data.Add(new DataPlace(place, new ByteRange(place.End, reader.Position)));
    }
}
