using System.Buffers;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Writing;

/// <content>What becomes of a finished module.</content>
public sealed partial class ModuleAssembler
{
    /// <summary>The module as an array of exactly its size.</summary>
    /// <exception cref="InvalidOperationException">A declared function has no body.</exception>
    public byte[] ToArray()
    {
        var module = new byte[Complete()];
        var position = 0;
        using var header = new WasmBuffer();
        foreach (var part in Parts(header))
        {
            part.CopyTo(module.AsMemory(position));
            position += part.Length;
        }

        return module;
    }

    /// <summary>Writes the module without another copy of it.</summary>
    /// <exception cref="InvalidOperationException">A declared function has no body.</exception>
    public void WriteTo(IBufferWriter<byte> destination)
    {
        Complete();
        using var header = new WasmBuffer();
        foreach (var part in Parts(header))
        {
            destination.Write(part.Span);
        }
    }

    /// <summary>Writes the module without another copy of it.</summary>
    /// <exception cref="InvalidOperationException">A declared function has no body.</exception>
    public void WriteTo(Stream destination)
    {
        Complete();
        using var header = new WasmBuffer();
        foreach (var part in Parts(header))
        {
            destination.Write(part.Span);
        }
    }

    private int Complete()
    {
        if (_bodies != _functions)
        {
            throw new InvalidOperationException($"{_functions} functions are declared, {_bodies} have a body");
        }

        if (CodeUsesDataSegments && _sections[SectionOrder.Rank(SectionId.DataCount)] is null)
        {
            Section(SectionId.DataCount).Add().WriteUnsigned((uint)_dataSegments);
        }

        long length = ModuleHeader.Bytes.Length + BranchHintSection().Length;
        foreach (var section in _sections)
        {
            length += section?.Length ?? 0;
        }

        return checked((int)length);
    }

    private ReadOnlyMemory<byte> BranchHintSection()
    {
        if (_branchHints.IsEmpty)
        {
            return default;
        }

        using var contents = new WasmBuffer();
        _branchHints.WriteTo(contents);
        using var section = new WasmBuffer();
        section.WriteByte((byte)SectionId.Custom);
        section.WriteUnsigned((uint)contents.Length);
        section.WriteBytes(contents.Written);
        return section.Written.ToArray();
    }

    private IEnumerable<ReadOnlyMemory<byte>> Parts(WasmBuffer header)
    {
        header.WriteBytes(ModuleHeader.Bytes);
        yield return header.WrittenMemory;
        foreach (var section in _sections)
        {
            if (section is { Section: SectionId.Code } && !_branchHints.IsEmpty)
            {
                yield return BranchHintSection();
            }

            if (section is not null)
            {
                header.Clear();
                section.WriteHeader(header);
                yield return header.WrittenMemory;
                yield return section.Buffer.WrittenMemory;
            }
        }
    }
}
