using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Modules.Wasm.Writing;

namespace CompileBench.Modules.Wasm.Editing;

/// <summary>The declared locals of one body that no instruction names. They can be removed: the rest is renumbered.</summary>
public sealed class UnusedLocals
{
    private readonly ModuleMap _map;
    private readonly List<ByteRange> _types = [];
    private readonly List<(ByteRange Place, int Local)> _uses = [];
    private readonly int _parameters;
    private readonly ByteRange _declarations;
    private readonly List<int> _unused;

    /// <summary>Finds the unused locals of a body.</summary>
    /// <param name="map">The module.</param>
    /// <param name="body">The body with its size, as <see cref="ModuleItem.Body"/> gives it.</param>
    /// <param name="parameters">The number of the function's parameters.</param>
    public UnusedLocals(ModuleMap map, ByteRange body, int parameters)
    {
        ArgumentNullException.ThrowIfNull(map);
        (_map, _parameters) = (map, parameters);
        var start = ModuleMap.ContentsOf(map.Module, body);
        var reader = new ByteReader(map.Module.AsSpan(0, body.End), start, SectionId.Code);
        for (var groups = reader.ReadU32(); groups > 0; groups--)
        {
            var count = (int)reader.ReadU32();
            var typeStart = reader.Position;
            _ = reader.ReadValueType();
            _types.AddRange(Enumerable.Repeat(new ByteRange(typeStart, reader.Position), count));
        }

        _declarations = new ByteRange(start, reader.Position);
        using var instructions = new InstructionReader(reader, hasDataCount: true);
        while (instructions.MoveNext())
        {
            var instruction = instructions.Current;
            if (instruction.Info.Opcode is Opcode.LocalGet or Opcode.LocalSet or Opcode.LocalTee)
            {
                _uses.Add((new ByteRange(instruction.Offset + 1, instructions.Position), (int)instruction.First));
            }
        }

        var used = _uses.Select(use => use.Local - parameters).ToHashSet();
        _unused = [.. Enumerable.Range(0, _types.Count).Where(local => !used.Contains(local))];
    }

    /// <summary>How many there are.</summary>
    public int Count => _unused.Count;

    /// <summary>Removes all but the first ones.</summary>
    /// <param name="kept">How many unused locals stay.</param>
    public byte[] Keep(int kept)
    {
        var removed = _unused.Skip(kept).ToHashSet();
        var numbers = new int[_types.Count];
        var next = 0;
        for (var local = 0; local < numbers.Length; local++)
        {
            numbers[local] = removed.Contains(local) ? -1 : next++;
        }

        var patch = new ModulePatch(_map);
        patch.Replace(_declarations, Declare([.. _types.Where((_, local) => !removed.Contains(local))]));
        foreach (var (place, local) in _uses.Where(use => use.Local >= _parameters))
        {
            patch.ReplaceInteger(place, _parameters + numbers[local - _parameters]);
        }

        return patch.Apply();
    }

    private byte[] Declare(List<ByteRange> types)
    {
        var groups = new List<(ByteRange Type, int Count)>();
        foreach (var type in types)
        {
            if (groups.Count > 0 && Bytes(groups[^1].Type).SequenceEqual(Bytes(type)))
            {
                groups[^1] = (type, groups[^1].Count + 1);
            }
            else
            {
                groups.Add((type, 1));
            }
        }

        using var buffer = new WasmBuffer(64);
        buffer.WriteUnsigned((uint)groups.Count);
        foreach (var (type, count) in groups)
        {
            buffer.WriteUnsigned((uint)count);
            buffer.WriteBytes(Bytes(type));
        }

        return buffer.Written.ToArray();
    }

    private ReadOnlySpan<byte> Bytes(ByteRange range) => _map.Module.AsSpan(range.Start, range.Length);
}
