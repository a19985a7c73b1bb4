using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading;

/// <summary>Reads a module's header and then its sections one by one: each at most once and in the order of the format, custom ones anywhere.</summary>
public ref struct ModuleReader
{
    private ByteReader _reader;
    private int _nextRank;

    /// <exception cref="WasmDecodeException">The bytes do not begin as a module does.</exception>
    public ModuleReader(ReadOnlySpan<byte> module)
    {
        _reader = new ByteReader(module, 0, SectionId.Header);
        ReadHeader(module);
    }

    public ModuleSection Current { get; private set; }

    /// <summary>Where reading has come to.</summary>
    public readonly int Position => _reader.Position;

    public readonly ModuleReader GetEnumerator() => this;

    /// <summary>Reads the next section's id and size.</summary>
    /// <exception cref="WasmDecodeException">No such section, not here, or its size goes beyond the module.</exception>
    public bool MoveNext()
    {
        if (_reader.AtEnd)
        {
            return false;
        }

        var offset = _reader.Position;
        if (_reader.StartsWith(ModuleHeader.Magic))
        {
            // As a custom section this would have 97 bytes and a name of 115, so no module is refused for it.
            _reader.ThrowAt(offset, WasmDecodeReason.SecondModule);
        }

        var id = (SectionId)_reader.ReadByte();
        if (id > SectionId.Tag)
        {
            _reader.ThrowAt(offset, WasmDecodeReason.MalformedSectionId);
        }

        if (id != SectionId.Custom)
        {
            var rank = SectionOrder.Rank(id);
            if (rank < _nextRank)
            {
                WasmDecodeException.Throw(WasmDecodeReason.SectionOutOfOrder, id, offset);
            }

            _nextRank = rank + 1;
        }

        Current = new ModuleSection(id, offset, _reader.ReadRegion(_reader.ReadU32(), id));
        return true;
    }

    private void ReadHeader(ReadOnlySpan<byte> module)
    {
        if (!_reader.StartsWith(ModuleHeader.Magic))
        {
            WasmDecodeException.Throw(WasmDecodeReason.BadMagic, SectionId.Header, 0, ForeignFormat.Describe(module));
        }

        _ = _reader.ReadBytes((uint)ModuleHeader.Magic.Length);

        switch (_reader.ReadFixed32())
        {
            case ModuleHeader.Version:
                break;
            case ModuleHeader.ComponentVersion:
                _reader.ThrowAt(4, WasmDecodeReason.ComponentNotModule);
                break;
            default:
                _reader.ThrowAt(4, WasmDecodeReason.UnknownVersion);
                break;
        }
    }
}
