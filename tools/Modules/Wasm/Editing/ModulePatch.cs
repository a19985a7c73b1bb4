using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Writing;

namespace CompileBench.Modules.Wasm.Editing;

/// <summary>Replaces ranges of a module's bytes and writes the sizes of sections and bodies anew. Ranges must not overlap.</summary>
internal sealed class ModulePatch(ModuleMap map)
{
    private readonly List<(ByteRange Place, byte[] Bytes)> _edits = [];
    private readonly HashSet<SectionId> _dropped = [];
    private int _next;

    /// <summary>Replaces a range.</summary>
    public void Replace(ByteRange place, ReadOnlySpan<byte> bytes)
    {
        if (place.Length > 0 || bytes.Length > 0)
        {
            _edits.Add((place, bytes.ToArray()));
        }
    }

    /// <summary>Replaces a range by an unsigned LEB128 integer, or a signed one.</summary>
    public void ReplaceInteger(ByteRange place, int value, bool isSigned = false)
    {
        using var buffer = new WasmBuffer(16);
        if (isSigned)
        {
            buffer.WriteSigned(value);
        }
        else
        {
            buffer.WriteUnsigned((uint)value);
        }

        Replace(place, buffer.Written);
    }

    /// <summary>Removes a range.</summary>
    public void Remove(ByteRange place) => Replace(place, []);

    /// <summary>Leaves a section out.</summary>
    public void Drop(SectionId section) => _dropped.Add(section);

    /// <summary>Writes the module.</summary>
    public byte[] Apply()
    {
        _edits.Sort((one, other) => (one.Place.Start, one.Place.End).CompareTo((other.Place.Start, other.Place.End)));
        _next = 0;
        using var target = new WasmBuffer(map.Module.Length + 16);
        target.WriteBytes(ModuleHeader.Bytes);
        foreach (var section in map.Sections)
        {
            SkipTo(section.Start);
            if (_dropped.Contains(section.Id))
            {
                continue;
            }

            target.WriteByte((byte)section.Id);
            var start = target.BeginSized();
            if (section.Id == SectionId.Code)
            {
                CopyCode(target, section);
            }
            else
            {
                Copy(target, section.Contents, section.End);
            }

            target.EndSized(start);
        }

        return target.Written.ToArray();
    }

    private void CopyCode(WasmBuffer target, SectionPlace section)
    {
        var at = section.Contents;
        foreach (var body in map.Bodies)
        {
            Copy(target, at, body.Start);
            at = body.End;
            if (_next < _edits.Count && _edits[_next].Place == body)
            {
                target.WriteBytes(_edits[_next++].Bytes);
                continue;
            }

            var start = target.BeginSized();
            Copy(target, ModuleMap.ContentsOf(map.Module, body), body.End);
            target.EndSized(start);
        }

        Copy(target, at, section.End);
    }

    private void Copy(WasmBuffer target, int from, int to)
    {
        while (_next < _edits.Count && _edits[_next].Place.Start < to)
        {
            var (place, bytes) = _edits[_next++];
            target.WriteBytes(map.Module.AsSpan(from, place.Start - from));
            target.WriteBytes(bytes);
            from = place.End;
        }

        target.WriteBytes(map.Module.AsSpan(from, to - from));
    }

    // Edits of a section that was left out.
    private void SkipTo(int offset)
    {
        while (_next < _edits.Count && _edits[_next].Place.Start < offset)
        {
            _next++;
        }
    }
}
