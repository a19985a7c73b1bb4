using System.Buffers.Binary;
using System.IO.Compression;

namespace CompileBench.Reporting.Charts.Drawing;

/// <summary>
/// Unpacks a WOFF 1.0 font (W3C recommendation of 13 December 2012) into the OpenType file it wraps. FreeType reads WOFF by itself;
/// the font systems of Windows and macOS need not.
/// </summary>
internal static class WoffFile
{
    private const uint Signature = 0x774F4646;
    private const int HeaderBytes = 44;
    private const int EntryBytes = 20;

    /// <summary>The OpenType font inside.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a WOFF 1.0 file.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> woff)
    {
        if (woff.Length < HeaderBytes || BinaryPrimitives.ReadUInt32BigEndian(woff) != Signature)
        {
            throw new InvalidDataException("not a WOFF 1.0 font");
        }

        var count = BinaryPrimitives.ReadUInt16BigEndian(woff[12..]);
        var font = new byte[BinaryPrimitives.ReadUInt32BigEndian(woff[16..])];
        WriteHeader(font, BinaryPrimitives.ReadUInt32BigEndian(woff[4..]), count);

        var end = 12 + (16 * count);
        for (var i = 0; i < count; i++)
        {
            var entry = woff.Slice(HeaderBytes + (i * EntryBytes), EntryBytes);
            var packed = woff.Slice(ReadInt(entry[4..]), ReadInt(entry[8..]));
            var length = ReadInt(entry[12..]);
            Inflate(packed, font.AsSpan(end, length));

            var directory = font.AsSpan(12 + (16 * i), 16);
            entry[..4].CopyTo(directory);
            entry.Slice(16, 4).CopyTo(directory[4..]);
            BinaryPrimitives.WriteInt32BigEndian(directory[8..], end);
            BinaryPrimitives.WriteInt32BigEndian(directory[12..], length);
            end += (length + 3) & ~3;
        }

        return font;
    }

    private static int ReadInt(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32BigEndian(bytes);

    private static void WriteHeader(Span<byte> font, uint flavor, ushort tables)
    {
        var log = (ushort)Math.Log2(tables);
        var range = (ushort)(16 << log);
        BinaryPrimitives.WriteUInt32BigEndian(font, flavor);
        BinaryPrimitives.WriteUInt16BigEndian(font[4..], tables);
        BinaryPrimitives.WriteUInt16BigEndian(font[6..], range);
        BinaryPrimitives.WriteUInt16BigEndian(font[8..], log);
        BinaryPrimitives.WriteUInt16BigEndian(font[10..], (ushort)((tables * 16) - range));
    }

    private static void Inflate(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        if (packed.Length == target.Length)
        {
            packed.CopyTo(target);
            return;
        }

        using var stream = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        stream.ReadExactly(target);
    }
}
