using System.Text;

namespace CompileBench.Modules.Tests.Wasm.Reading;

/// <summary>Lays bytes out by hand: a header and sections whose sizes are counted, everything else as written.</summary>
internal sealed class ModuleBytes
{
    private readonly List<byte> _bytes = [0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00];

    public static byte[] Empty => new ModuleBytes().ToArray();

    /// <summary>A module of one function, of type () -> (), with these locals' groups and instructions behind their count.</summary>
    public static byte[] OfBody(params byte[] body) =>
        new ModuleBytes().Section(1, 1, 0x60, 0, 0).Section(3, 1, 0).Section(10, [1, .. Leb(body.Length), .. body]).ToArray();

    public static byte[] Leb(int value)
    {
        var bytes = new List<byte>();
        var left = (uint)value;
        for (; left >= 0x80; left >>= 7)
        {
            bytes.Add((byte)(left | 0x80));
        }

        bytes.Add((byte)left);
        return [.. bytes];
    }

    public static byte[] Name(string text) => [.. Leb(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    public ModuleBytes Section(byte id, params byte[] contents)
    {
        _bytes.Add(id);
        _bytes.AddRange(Leb(contents.Length));
        _bytes.AddRange(contents);
        return this;
    }

    public byte[] ToArray() => [.. _bytes];
}
