using System.Buffers.Binary;
using System.Text;
using CompileBench.Modules;

namespace CompileBench.Engines.Operations;

/// <summary>
/// Reads the ELF image that <c>wasmtime_module_serialize</c> makes: the machine code in <c>.text</c> and the compiler's own description
/// of itself in <c>.wasmtime.engine</c> (one format byte, then length-prefixed version, target and flags).
/// </summary>
internal static class ArtifactReader
{
    // ELF64 little-endian, System V ABI: e_shoff, e_shentsize, e_shnum, e_shstrndx; then sh_name, sh_offset, sh_size.
    private const int HeaderBytes = 64;
    private const int SectionHeaderBytes = 64;

    public static ArtifactSummary Read(ReadOnlySpan<byte> image)
    {
        if (image.Length < HeaderBytes || !image.StartsWith("\u007FELF"u8) || image[4] != 2 || image[5] != 1)
        {
            throw new ArtifactFormatException("the artifact is not a 64-bit little-endian ELF image");
        }

        try
        {
            var code = Section(image, ".text"u8);
            var (version, target, flags) = ReadEngineSection(Section(image, ".wasmtime.engine"u8));
            return new ArtifactSummary(image.Length, code.Length, ModuleDigest.Compute(code).ToString(), version, target, flags) { Sections = Names(image) };
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            throw new ArtifactFormatException($"the artifact's section table points beyond its {image.Length} bytes");
        }
    }

    private static ReadOnlySpan<byte> Section(ReadOnlySpan<byte> image, ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < SectionCount(image); i++)
        {
            if (NameAt(image, i).SequenceEqual(name))
            {
                return Content(image, Table(image), i);
            }
        }

        throw new ArtifactFormatException($"the artifact has no section {Encoding.ASCII.GetString(name)}");
    }

    private static string[] Names(ReadOnlySpan<byte> image)
    {
        var names = new string[SectionCount(image)];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = Encoding.ASCII.GetString(NameAt(image, i));
        }

        return names;
    }

    private static int Table(ReadOnlySpan<byte> image) => checked((int)BinaryPrimitives.ReadUInt64LittleEndian(image[40..]));

    private static int SectionCount(ReadOnlySpan<byte> image) => BinaryPrimitives.ReadUInt16LittleEndian(image[60..]);

    private static ReadOnlySpan<byte> NameAt(ReadOnlySpan<byte> image, int index)
    {
        var names = Content(image, Table(image), BinaryPrimitives.ReadUInt16LittleEndian(image[62..]));
        var name = names[checked((int)BinaryPrimitives.ReadUInt32LittleEndian(image[(Table(image) + (index * SectionHeaderBytes))..]))..];
        return name[..name.IndexOf((byte)0)];
    }

    private static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> image, int table, int index)
    {
        var header = image.Slice(table + (index * SectionHeaderBytes), SectionHeaderBytes);
        var offset = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(header[24..]));
        var size = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(header[32..]));
        return image.Slice(offset, size);
    }

    // Beyond version and target the layout is Wasmtime's own and may change: flags are looked for by name, as length, name, kind 0 (enumerated), length,
    // value, or as length, name, kind 2 (a switch), value. One that is not found is not reported.
    private static (string? Version, string? Target, Dictionary<string, string> Flags) ReadEngineSection(ReadOnlySpan<byte> section)
    {
        // The first byte tells whether the version is the crate's own or a custom text; either way the text follows.
        var rest = section.Length > 1 ? section[1..] : default;
        var version = TakeText(ref rest);
        var target = TakeText(ref rest);
        var flags = new Dictionary<string, string>();
        foreach (var flag in (ReadOnlySpan<string>)["opt_level", "regalloc_algorithm"])
        {
            var name = Encoding.ASCII.GetBytes(flag);
            byte[] pattern = [(byte)name.Length, .. name, 0];
            var at = section.IndexOf(pattern);
            if (at >= 0)
            {
                var value = section[(at + pattern.Length)..];
                if (TakeText(ref value) is { } text)
                {
                    flags[flag] = text;
                }
            }
        }

        ReadOnlySpan<byte> verifier = [(byte)"enable_verifier"u8.Length, .. "enable_verifier"u8, 2];
        if (section.IndexOf(verifier) is >= 0 and var found && found + verifier.Length < section.Length)
        {
            flags["enable_verifier"] = section[found + verifier.Length] == 0 ? "0" : "1";
        }

        return (version, target, flags);
    }

    private static string? TakeText(ref ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty || rest[0] >= 0x80 || rest.Length < 1 + rest[0])
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(rest.Slice(1, rest[0]));
        rest = rest[(1 + text.Length)..];
        return text;
    }
}
