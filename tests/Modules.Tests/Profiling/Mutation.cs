using CompileBench.Modules.Tests.Wasm.Reading;

namespace CompileBench.Modules.Tests.Profiling;

/// <summary>Damages modules the ways files get damaged and attackers damage them. The same seed does the same damage, everywhere.</summary>
internal static class Mutation
{
    /// <summary>A damaged copy of one of the modules.</summary>
    public static byte[] CreateDamagedModule(IReadOnlyList<byte[]> modules, int seed)
    {
        var random = new Random(seed);
        var bytes = modules[random.Next(modules.Count)].ToList();
        for (var rounds = random.Next(4) == 0 ? random.Next(2, 6) : 1; rounds > 0; rounds--)
        {
            Damage(bytes, modules, random);
        }

        return [.. bytes];
    }

    private static void Damage(List<byte> bytes, IReadOnlyList<byte[]> modules, Random random)
    {
        if (bytes.Count == 0)
        {
            bytes.AddRange(modules[random.Next(modules.Count)]);
        }

        switch (random.Next(8))
        {
            case 0 or 1:
                FlipBits(bytes, random);
                break;
            case 2:
                bytes.RemoveAt(random.Next(bytes.Count));
                break;
            case 3:
                Truncate(bytes, random);
                break;
            case 4:
                Splice(bytes, modules[random.Next(modules.Count)], random);
                break;
            case 5:
                LieAboutSection(bytes, random);
                break;
            case 6:
                LieAnywhere(bytes, random);
                break;
            default:
                bytes.Insert(random.Next(bytes.Count + 1), (byte)random.Next(256));
                break;
        }
    }

    private static void FlipBits(List<byte> bytes, Random random)
    {
        for (var flips = random.Next(1, 9); flips > 0; flips--)
        {
            bytes[random.Next(bytes.Count)] ^= (byte)(1 << random.Next(8));
        }
    }

    private static void Truncate(List<byte> bytes, Random random)
    {
        var length = random.Next(bytes.Count + 1);
        bytes.RemoveRange(length, bytes.Count - length);
    }

    /// <summary>Puts a stretch of another module in the place of one of this one.</summary>
    private static void Splice(List<byte> bytes, byte[] other, Random random)
    {
        var from = random.Next(other.Length);
        var stretch = other.AsSpan(from, random.Next(Math.Min(other.Length - from, 200) + 1)).ToArray();
        var at = random.Next(bytes.Count);
        bytes.RemoveRange(at, random.Next(Math.Min(bytes.Count - at, 200) + 1));
        bytes.InsertRange(at, stretch);
    }

    /// <summary>Gives a section another size, or another count of items.</summary>
    private static void LieAboutSection(List<byte> bytes, Random random)
    {
        var sizes = new List<int>();
        for (var at = 8; at < bytes.Count - 1;)
        {
            sizes.Add(at + 1);
            var (size, length) = ReadLeb(bytes, at + 1);
            sizes.Add(at + 1 + length);
            at = (int)Math.Min(bytes.Count, at + 1L + length + size);
        }

        if (sizes.Count > 0)
        {
            Lie(bytes, sizes[random.Next(sizes.Count)], random);
        }
    }

    private static void LieAnywhere(List<byte> bytes, Random random) => Lie(bytes, random.Next(bytes.Count), random);

    private static void Lie(List<byte> bytes, int at, Random random)
    {
        if (at >= bytes.Count)
        {
            return;
        }

        var (value, length) = ReadLeb(bytes, at);
        var lie = random.Next(6) switch
        {
            0 => 0,
            1 => value + 1,
            2 => value - 1,
            3 => uint.MaxValue,
            4 => 50_000,
            _ => random.NextInt64(uint.MaxValue),
        };
        bytes.RemoveRange(at, Math.Min(length, bytes.Count - at));
        bytes.InsertRange(at, ModuleBytes.Leb((int)(uint)lie));
    }

    private static (long Value, int Length) ReadLeb(List<byte> bytes, int at)
    {
        long value = 0;
        for (var length = 0; length < 5 && at + length < bytes.Count; length++)
        {
            value |= (long)(bytes[at + length] & 0x7F) << (7 * length);
            if (bytes[at + length] < 0x80)
            {
                return (value, length + 1);
            }
        }

        return (value, Math.Min(5, bytes.Count - at));
    }
}
