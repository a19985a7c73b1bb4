using System.Text;

namespace CompileBench.Engines.Execution.Drivers;

/// <summary>Inputs that are made by formulas, so that a workload needs no file for them. The same arguments give the same bytes everywhere.</summary>
internal static class SyntheticData
{
    private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// <summary>Random bytes: the high bytes of Knuth's linear congruential generator for MMIX, from the state 1.</summary>
    public static byte[] Noise(int count)
    {
        var bytes = new byte[count];
        var state = 1UL;
        for (var i = 0; i < count; i++)
        {
            state = (state * 6364136223846793005UL) + 1442695040888963407UL;
            bytes[i] = (byte)(state >> 56);
        }

        return bytes;
    }

    /// <summary>Words of sixteen letters with spaces between them, which compress to about half.</summary>
    public static byte[] Words(int count)
    {
        var bytes = Noise(count);
        for (var i = 0; i < count; i++)
        {
            bytes[i] = (byte)(bytes[i] < 40 ? ' ' : 'a' + (bytes[i] % 16));
        }

        return bytes;
    }

    /// <summary>A square picture with 8 bits for each of red, green, blue and alpha.</summary>
    public static byte[] Picture(int width)
    {
        var pixels = new byte[width * width * 4];
        for (var (y, at) = (0, 0); y < width; y++)
        {
            for (var x = 0; x < width; x++, at += 4)
            {
                pixels[at] = (byte)(x ^ y);
                pixels[at + 1] = (byte)((x * y) >> 4);
                pixels[at + 2] = (byte)((x + (2 * y)) & 0x7f);
                pixels[at + 3] = 255;
            }
        }

        return pixels;
    }

    /// <summary>The mappings of a source map: eight segments for each line, as variable-length quantities in base 64.</summary>
    public static byte[] Mappings(int lines)
    {
        var noise = Noise(lines * 32);
        var text = new StringBuilder();
        for (var (line, at) = (0, 0); line < lines; line++)
        {
            for (var segment = 0; segment < 8; segment++)
            {
                text.Append(segment == 0 ? "" : ",");
                AppendQuantity(text, noise[at++] % 40);
                AppendQuantity(text, 0);
                AppendQuantity(text, segment == 0 ? 1 : 0);
                AppendQuantity(text, segment == 0 ? -(noise[at++] % 10) : noise[at++] % 30);
            }

            text.Append(';');
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static void AppendQuantity(StringBuilder text, int value)
    {
        var rest = value < 0 ? (-value << 1) | 1 : value << 1;
        do
        {
            var digit = rest & 31;
            rest >>>= 5;
            text.Append(Base64[rest == 0 ? digit : digit | 32]);
        }
        while (rest != 0);
    }
}
