using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Wasm.Editing;

/// <summary>Fills a <see cref="ModuleMap"/> section by section.</summary>
internal sealed class ModuleMapReader
{
    private readonly ModuleMap _map;
    private readonly IndexCollector _indices;
    private readonly TypeMapReader _types;
    private readonly SegmentMapReader _segments;
    private readonly ExpressionMapReader _expressions;
    private readonly Dictionary<IndexSpace, int> _next = [];
    private readonly List<ByteRange> _functions = [];
    private readonly List<ByteRange> _bodies = [];
    private int _firstFunction;

    public ModuleMapReader(ModuleMap map)
    {
        _map = map;
        _indices = new IndexCollector(map.Uses);
        _types = new TypeMapReader(map, _indices);
        _expressions = new ExpressionMapReader(map, _indices);
        _segments = new SegmentMapReader(map, _indices, _expressions);
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
                    var count = _types.ReadGroup(ref reader, _next.GetValueOrDefault(IndexSpace.Type));
                    Define(IndexSpace.Type, section.Id, start, count, reader.Position);
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
                _expressions.Read(ref reader, id, type);
                Define(IndexSpace.Global, id, start, 1, reader.Position);
                break;
            case SectionId.Export:
                _ = reader.ReadName();
                var kind = (ExternalKind)reader.ReadByte();
                _indices.ReadIndex(ref reader, SpaceOf(kind), kind == ExternalKind.Function ? IndexRole.Declaration : IndexRole.Reference);
                Define(IndexSpace.Export, id, start, 0, reader.Position);
                break;
            case SectionId.Element:
                _segments.ReadElements(ref reader);
                Define(IndexSpace.Element, id, start, 1, reader.Position);
                break;
            default:
                _segments.ReadData(ref reader);
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
            _expressions.Read(ref reader, SectionId.Table, type);
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
}
