using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Wasm.Editing;

/// <summary>Fills a <see cref="ModuleMap"/> section by section.</summary>
internal sealed class ModuleMapReader
{
    private readonly ModuleMap _map;
    private readonly IndexCollector _indices;
    private readonly Dictionary<IndexSpace, int> _next = [];
    private readonly List<ByteRange> _functions = [];
    private readonly List<ByteRange> _bodies = [];
    private int _firstFunction;

    public ModuleMapReader(ModuleMap map)
    {
        _map = map;
        _indices = new IndexCollector(map.Uses);
    }

    public void Read(in ModuleSection section)
    {
        var reader = section.Contents;
        if (section.Id is SectionId.Custom or SectionId.DataCount)
        {
            return;
        }

        if (section.Id == SectionId.Start)
        {
            _indices.ReadIndex(ref reader, IndexSpace.Function);
            return;
        }

        for (var left = reader.ReadU32(); left > 0; left--)
        {
            var start = reader.Position;
            switch (section.Id)
            {
                case SectionId.Type:
                    Define(IndexSpace.Type, section.Id, start, ReadTypeGroup(ref reader), reader.Position);
                    break;
                case SectionId.Import:
                    var space = ReadImport(ref reader);
                    Define(space, section.Id, start, 1, reader.Position);
                    break;
                case SectionId.Function:
                    _indices.ReadIndex(ref reader, IndexSpace.Type);
                    _functions.Add(new ByteRange(start, reader.Position));
                    break;
                case SectionId.Code:
                    ReadBody(ref reader);
                    _bodies.Add(new ByteRange(start, reader.Position));
                    break;
                default:
                    ReadDeclaration(section.Id, ref reader, start);
                    break;
            }
        }
    }

    /// <summary>Joins the functions with their bodies.</summary>
    public void Finish()
    {
        _firstFunction = _next.GetValueOrDefault(IndexSpace.Function);
        for (var i = 0; i < _functions.Count && i < _bodies.Count; i++)
        {
            _map.Items.Add(new ModuleItem(IndexSpace.Function, _firstFunction + i, 1, SectionId.Function, _functions[i], _bodies[i]));
        }
    }

    private void ReadDeclaration(SectionId id, ref ByteReader reader, int start)
    {
        switch (id)
        {
            case SectionId.Table:
                ReadTable(ref reader);
                Define(IndexSpace.Table, id, start, 1, reader.Position);
                break;
            case SectionId.Memory:
                _ = reader.ReadMemoryType();
                Define(IndexSpace.Memory, id, start, 1, reader.Position);
                break;
            case SectionId.Tag:
                _ = reader.ReadByte();
                _indices.ReadIndex(ref reader, IndexSpace.Type);
                Define(IndexSpace.Tag, id, start, 1, reader.Position);
                break;
            case SectionId.Global:
                var type = ReadGlobalType(ref reader);
                ReadExpression(ref reader, id, type);
                Define(IndexSpace.Global, id, start, 1, reader.Position);
                break;
            case SectionId.Export:
                _ = reader.ReadName();
                var kind = (ExternalKind)reader.ReadByte();
                _indices.ReadIndex(ref reader, SpaceOf(kind), kind == ExternalKind.Function ? IndexRole.Declaration : IndexRole.Reference);
                Define(IndexSpace.Export, id, start, 0, reader.Position);
                break;
            case SectionId.Element:
                ReadElements(ref reader);
                Define(IndexSpace.Element, id, start, 1, reader.Position);
                break;
            default:
                ReadData(ref reader);
                Define(IndexSpace.Data, id, start, 1, reader.Position);
                break;
        }
    }

    private void Define(IndexSpace space, SectionId section, int start, int count, int end)
    {
        var first = _next.GetValueOrDefault(space);
        _map.Items.Add(new ModuleItem(space, first, count, section, new ByteRange(start, end)));
        _next[space] = first + count;
    }

    private int ReadTypeGroup(ref ByteReader reader)
    {
        if (reader.PeekByte() != TypeByte.RecursionGroup)
        {
            ReadType(ref reader, isAlone: true);
            return 1;
        }

        _ = reader.ReadByte();
        var count = (int)reader.ReadU32();
        for (var left = count; left > 0; left--)
        {
            ReadType(ref reader, isAlone: false);
        }

        return count;
    }

    private void ReadType(ref ByteReader reader, bool isAlone)
    {
        var hasSupertypes = reader.PeekByte() is TypeByte.Subtype or TypeByte.FinalSubtype;
        if (hasSupertypes)
        {
            _ = reader.ReadByte();
            for (var left = reader.ReadU32(); left > 0; left--)
            {
                _indices.ReadIndex(ref reader, IndexSpace.Type);
            }
        }

        switch (reader.ReadByte())
        {
            case TypeByte.Function:
                var parameters = ReadTypes(ref reader);
                var results = ReadTypes(ref reader);
                if (isAlone && !hasSupertypes)
                {
                    _map.FunctionTypes.Add(new FunctionTypePlace(_next.GetValueOrDefault(IndexSpace.Type), parameters, results));
                }

                break;
            case TypeByte.Struct:
                for (var left = reader.ReadU32(); left > 0; left--)
                {
                    _indices.ReadFieldType(ref reader);
                }

                break;
            default:
                _indices.ReadFieldType(ref reader);
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
            _indices.ReadType(ref reader);
        }

        return new TypeList(place, [.. starts, reader.Position]);
    }

    private IndexSpace ReadImport(ref ByteReader reader)
    {
        _ = reader.ReadName();
        _ = reader.ReadName();
        var kind = (ExternalKind)reader.ReadByte();
        switch (kind)
        {
            case ExternalKind.Function:
                _indices.ReadIndex(ref reader, IndexSpace.Type);
                break;
            case ExternalKind.Table:
                ReadTableType(ref reader);
                break;
            case ExternalKind.Memory:
                _ = reader.ReadMemoryType();
                break;
            case ExternalKind.Global:
                _ = ReadGlobalType(ref reader);
                break;
            default:
                _ = reader.ReadByte();
                _indices.ReadIndex(ref reader, IndexSpace.Type);
                break;
        }

        return SpaceOf(kind);
    }

    private static IndexSpace SpaceOf(ExternalKind kind) => kind switch
    {
        ExternalKind.Function => IndexSpace.Function,
        ExternalKind.Table => IndexSpace.Table,
        ExternalKind.Memory => IndexSpace.Memory,
        ExternalKind.Global => IndexSpace.Global,
        _ => IndexSpace.Tag,
    };

    private void ReadTable(ref ByteReader reader)
    {
        var initialized = reader.PeekByte() == TypeByte.TableWithInitializer;
        if (initialized)
        {
            _ = reader.ReadBytes(2);
        }

        var type = ReadTableType(ref reader);
        if (initialized)
        {
            ReadExpression(ref reader, SectionId.Table, type);
        }
    }

    // The type is read twice: for the map of its indices, and for its value.
    private WasmType ReadTableType(ref ByteReader reader)
    {
        var indices = reader;
        _indices.ReadType(ref indices);
        return reader.ReadTableType().Element;
    }

    private WasmType ReadGlobalType(ref ByteReader reader)
    {
        var indices = reader;
        _indices.ReadType(ref indices);
        return reader.ReadGlobalType().Type;
    }

    private void ReadExpression(ref ByteReader reader, SectionId section, WasmType? type)
    {
        var start = reader.Position;
        _indices.ReadExpression(ref reader);
        _map.Expressions.Add(new ExpressionPlace(section, new ByteRange(start, reader.Position), type));
    }

    private void ReadBody(ref ByteReader reader)
    {
        var size = reader.ReadU32();
        var body = reader.ReadRegion(size, SectionId.Code);
        for (var groups = body.ReadU32(); groups > 0; groups--)
        {
            _ = body.ReadU32();
            _indices.ReadType(ref body);
        }

        _indices.ReadExpression(ref body, inBody: true);
    }

    private void ReadElements(ref ByteReader reader)
    {
        var flags = reader.ReadU32();
        var isActive = (flags & ElementFlags.NotActive) == 0;
        var hasExpressions = (flags & ElementFlags.HasExpressions) != 0;
        var namesTable = isActive && (flags & ElementFlags.NamesTableOrDeclares) != 0;
        if (namesTable)
        {
            _indices.ReadIndex(ref reader, IndexSpace.Table);
        }

        if (isActive)
        {
            if (!namesTable)
            {
                _indices.Imply(reader, IndexSpace.Table);
            }

            ReadExpression(ref reader, SectionId.Element, null);
        }

        if ((flags & (ElementFlags.NotActive | ElementFlags.NamesTableOrDeclares)) != 0)
        {
            if (hasExpressions)
            {
                _indices.ReadType(ref reader);
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
                _indices.ReadExpression(ref reader);
            }
            else
            {
                _indices.ReadIndex(ref reader, IndexSpace.Function, IndexRole.Declaration);
            }
        }

        _map.Elements.Add(new ElementPlace(place, [.. starts, reader.Position]));
    }

    private void ReadData(ref ByteReader reader)
    {
        var flags = reader.ReadU32();
        if (flags == DataFlags.ActiveInNamedMemory)
        {
            _indices.ReadIndex(ref reader, IndexSpace.Memory);
        }

        if (flags != DataFlags.Passive)
        {
            if (flags == DataFlags.Active)
            {
                _indices.Imply(reader, IndexSpace.Memory);
            }

            ReadExpression(ref reader, SectionId.Data, null);
        }

        var start = reader.Position;
        var length = reader.ReadU32();
        var place = new ByteRange(start, reader.Position);
        _ = reader.ReadBytes(length);
        _map.Data.Add(new DataPlace(place, new ByteRange(place.End, reader.Position)));
    }
}
