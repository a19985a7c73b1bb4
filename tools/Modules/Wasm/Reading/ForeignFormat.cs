namespace CompileBench.Modules.Wasm.Reading;

/// <summary>
/// Recognizes files that are given in place of a module: archives and compressed files that contain one, executables, and text. The result
/// goes into the message of <see cref="WasmDecodeReason.BadMagic"/>.
/// </summary>
internal static class ForeignFormat
{
    /// <summary>How many bytes are searched for the start of WebAssembly text.</summary>
    private const int TextWindow = 4096;

    /// <summary>Describes what bytes that do not begin with the magic number are.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <returns>The format and what to do, or null where the format is unknown.</returns>
    public static string? Describe(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return "the file is empty";
        }

        if (bytes.StartsWith("\uFEFF"u8))
        {
            return bytes[3..].StartsWith("\0asm"u8)
                ? "a UTF-8 byte order mark precedes the magic number: remove the first 3 bytes"
                : DescribeText(bytes[3..]) ?? "a text file with a UTF-8 byte order mark";
        }

        return DescribeContainer(bytes) ?? DescribeExecutable(bytes) ?? DescribeText(bytes);
    }

    private static string? DescribeContainer(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? "a gzip file: decompress it first"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? "a zstd file: decompress it first"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]) ? "an xz file: decompress it first"
        : bytes.StartsWith("BZh"u8) ? "a bzip2 file: decompress it first"
        : bytes.StartsWith("PK\x03\x04"u8) || bytes.StartsWith("PK\x05\x06"u8) ? "a zip archive: extract the module from it first"
        : bytes.StartsWith("!<arch>\n"u8) || bytes.StartsWith("!<thin>\n"u8) ? "an 'ar' archive (.a) of object files: link it into a module first"
        : bytes.Length > 262 && bytes[257..].StartsWith("ustar"u8) ? "a tar archive: extract the module from it first"
        : bytes.StartsWith((ReadOnlySpan<byte>)[(byte)'B', (byte)'C', 0xC0, 0xDE]) ? "LLVM bitcode: compile it to WebAssembly first"
        : null;

    private static string? DescribeExecutable(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x7F, (byte)'E', (byte)'L', (byte)'F']) ? "an ELF file: a native program, a library, or a module that an engine has compiled already"
        : IsMachO(bytes) ? "a Mach-O file: a native program or library"
        : bytes.StartsWith("MZ"u8) ? "a PE file: a Windows program or library"
        : null;

    // Thin files in both byte orders and widths. A fat file shares its magic number with Java classes, whose next number is 45 or more.
    private static bool IsMachO(ReadOnlySpan<byte> bytes) => bytes is
        [0xFE, 0xED, 0xFA, 0xCE or 0xCF, ..] or [0xCE or 0xCF, 0xFA, 0xED, 0xFE, ..] or [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, < 45, ..];

    private static string? DescribeText(ReadOnlySpan<byte> bytes)
    {
        var text = SkipSpaceAndComments(bytes[..int.Min(bytes.Length, TextWindow)]);
        return text.StartsWith("(module"u8) || text.StartsWith("(component"u8) || text.StartsWith("(func"u8)
                ? "WebAssembly text: convert it first, for example with 'wasm-tools parse' or 'wat2wasm'"
            : text.StartsWith("<!"u8) || text.StartsWith("<html"u8) ? "an HTML page: a download that failed often leaves one"
            : text.StartsWith("version https://git-lfs"u8) ? "a Git LFS pointer: fetch the file with 'git lfs pull'"
            : null;
    }

    private static ReadOnlySpan<byte> SkipSpaceAndComments(ReadOnlySpan<byte> text)
    {
        while (true)
        {
            text = text.TrimStart(" \t\r\n"u8);
            var isLine = text.StartsWith(";;"u8);
            if (!isLine && !text.StartsWith("(;"u8))
            {
                return text;
            }

            var end = isLine ? text.IndexOf((byte)'\n') : text.IndexOf(";)"u8);
            if (end < 0)
            {
                return [];
            }

            text = text[(end + (isLine ? 1 : 2))..];
        }
    }
}
