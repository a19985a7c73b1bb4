using CompileBench.Modules.Wasm.Editing;

namespace CompileBench.Embedding.Tests;

/// <summary>Appends copies of a module's functions to it.</summary>
internal static class AppendedFunctions
{
    private const byte FunctionSection = 3;
    private const byte CodeSection = 10;

    /// <summary>The module with its first functions once more at the end.</summary>
    /// <param name="module">A module that has functions.</param>
    /// <param name="number">How many, at most as many as it has.</param>
    public static byte[] Append(byte[] module, int number)
    {
        var bodies = ModuleParts.Find(module).Bodies;
        List<byte> result = [.. module[..8]];
        for (var at = 8; at < module.Length;)
        {
            var id = module[at++];
            var size = (int)Read(module, ref at);
            var contents = module[at..(at + size)];
            if (id == FunctionSection)
            {
                var place = 0;
                var count = Read(contents, ref place);
                var types = contents[place..];
                var copies = place;
                for (var i = 0; i < number; i++)
                {
                    Read(contents, ref copies);
                }

                contents = [.. Unsigned(count + (uint)number), .. types, .. contents[place..copies]];
            }
            else if (id == CodeSection)
            {
                var place = 0;
                var count = Read(contents, ref place);
                contents =
                [
                    .. Unsigned(count + (uint)number), .. contents[place..],
                    .. bodies.Take(number).SelectMany(b => (byte[])[.. Unsigned((uint)b.Size), .. module[b.Offset..(b.Offset + b.Size)]]),
                ];
            }

            result.Add(id);
            result.AddRange(Unsigned((uint)contents.Length));
            result.AddRange(contents);
            at += size;
        }

        return [.. result];
    }

    private static uint Read(byte[] bytes, ref int at)
    {
        uint value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var one = bytes[at++];
            value |= (uint)(one & 0x7f) << shift;
            if (one < 0x80)
            {
                return value;
            }
        }
    }

    private static List<byte> Unsigned(uint value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return bytes;
    }
}
