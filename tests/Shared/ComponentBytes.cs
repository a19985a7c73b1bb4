namespace CompileBench.Shared;

/// <summary>Components of the component model, written by hand: a header, and sections of these contents.</summary>
public static class ComponentBytes
{
    private const byte CoreModuleSection = 1;

    /// <summary>A component of these sections.</summary>
    public static byte[] FromSections(params (byte Id, byte[] Contents)[] sections) =>
        [0, (byte)'a', (byte)'s', (byte)'m', 0x0D, 0, 1, 0, .. sections.SelectMany(s => (byte[])[s.Id, .. SizeBytes(s.Contents.Length), .. s.Contents])];

    /// <summary>A component of these core modules and nothing else.</summary>
    public static byte[] FromModules(params byte[][] modules) => FromSections([.. modules.Select(module => (CoreModuleSection, module))]);

    /// <summary>An unsigned LEB128 integer, as before the contents of a section.</summary>
    public static byte[] SizeBytes(int size)
    {
        var bytes = new List<byte>();
        do
        {
            bytes.Add((byte)((size & 0x7F) | (size > 0x7F ? 0x80 : 0)));
            size >>= 7;
        }
        while (size > 0);
        return [.. bytes];
    }
}
