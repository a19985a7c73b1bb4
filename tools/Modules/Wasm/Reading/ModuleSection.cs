using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading;

/// <summary>One section, not yet looked into.</summary>
public readonly ref struct ModuleSection
{
    internal ModuleSection(SectionId id, int offset, ByteReader contents)
    {
        Id = id;
        Offset = offset;
        Contents = contents;
    }

    public SectionId Id { get; }

    /// <summary>The offset of the section's id byte from the start of the module.</summary>
    public int Offset { get; }

    /// <summary>Its contents behind id and size.</summary>
    public ByteReader Contents { get; }

    /// <summary>Bytes of its contents.</summary>
    public int Size => Contents.Remaining;
}
