using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Wasm.Editing;

/// <summary>Fills a <see cref="ModuleMap"/> with the function types of the type section.</summary>
/// <param name="map">The map.</param>
/// <param name="indices">Collects the indices that types name.</param>
internal sealed class TypeMapReader(ModuleMap map, IndexCollector indices)
{
    /// <summary>Reads one entry of the type section: a type, or a group of types that may name one another.</summary>
    /// <param name="reader">At the entry.</param>
    /// <param name="first">The index of its first type.</param>
    /// <returns>The number of types in it.</returns>
    public int ReadGroup(ref ByteReader reader, int first)
    {
        if (reader.PeekByte() != TypeByte.RecursionGroup)
        {
            ReadType(ref reader, first);
            return 1;
        }

        _ = reader.ReadByte();
        var count = (int)reader.ReadU32();
        for (var left = count; left > 0; left--)
        {
            ReadType(ref reader, null);
        }

        return count;
    }

    // Only a function type that stands alone is a place for edits: the types of a group depend on one another.
    private void ReadType(ref ByteReader reader, int? aloneAt)
    {
        var hasSupertypes = reader.PeekByte() is TypeByte.Subtype or TypeByte.FinalSubtype;
        if (hasSupertypes)
        {
            _ = reader.ReadByte();
            for (var left = reader.ReadU32(); left > 0; left--)
            {
                indices.ReadIndex(ref reader, IndexSpace.Type);
            }
        }

        switch (reader.ReadByte())
        {
            case TypeByte.Function:
                var parameters = ReadTypes(ref reader);
                var results = ReadTypes(ref reader);
                if (aloneAt is { } index && !hasSupertypes)
                {
                    map.FunctionTypes.Add(new FunctionTypePlace(index, parameters, results));
                }

                break;
            case TypeByte.Struct:
                for (var left = reader.ReadU32(); left > 0; left--)
                {
                    indices.ReadFieldType(ref reader);
                }

                break;
            case TypeByte.Continuation:
                indices.ReadHeapType(ref reader);
                break;
            default:
                indices.ReadFieldType(ref reader);
                break;
        }
    }

    private TypeList ReadTypes(ref ByteReader reader)
    {
        var start = reader.Position;
        var count = (int)reader.ReadU32();
        var place = new ByteRange(start, reader.Position);
        var starts = new List<int>();
        for (var left = count; left > 0; left--)
        {
            starts.Add(reader.Position);
            indices.ReadType(ref reader);
        }

        return new TypeList(place, [.. starts, reader.Position]);
    }
}
