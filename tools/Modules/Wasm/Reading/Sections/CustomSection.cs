namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>A custom section: a name, and contents that mean nothing to the module itself.</summary>
public readonly ref struct CustomSection
{
    private CustomSection(ReadOnlySpan<byte> name, ByteReader contents)
    {
        Name = name;
        Contents = contents;
    }

    /// <summary>Its name, as UTF-8.</summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>What stands behind the name.</summary>
    public ByteReader Contents { get; }

    /// <summary>Whether it is the name section.</summary>
    public bool IsNames => Name.SequenceEqual("name"u8);

    /// <summary>Reads the name. The name must be well-formed; the contents are nobody's business.</summary>
    internal static CustomSection Read(ByteReader section)
    {
        var name = section.ReadName();
        return new CustomSection(name, section);
    }
}
