using CompileBench.Modules.Tests.Wasm.Reading;

namespace CompileBench.Modules.Tests.Profiling;

/// <summary>
/// Well-formed functions without any sense: locals, blocks, branches and calls in random order, dense enough that every case of following locals
/// through loops and joins comes up. They decode; they would not validate.
/// </summary>
internal static class RandomBody
{
    public static byte[] Module(int seed)
    {
        var random = new Random(seed);
        // Types 0 () -> (), 1 (i32 i32) -> (i32), 2 (i32) -> (i32 i32); three functions; one tag.
        var module = new ModuleBytes()
            .Section(1, 3, 0x60, 0, 0, 0x60, 2, 0x7F, 0x7F, 1, 0x7F, 0x60, 1, 0x7F, 2, 0x7F, 0x7F)
            .Section(3, 3, 0, 1, 2)
            .Section(13, 1, 0, 2);
        var code = new List<byte> { 3 };
        for (var body = 0; body < 3; body++)
        {
            var bytes = Body(random);
            code.AddRange(ModuleBytes.Leb(bytes.Count));
            code.AddRange(bytes);
        }

        module.Section(10, [.. code]);
        return random.Next(2) == 0 ? module.ToArray() : module.Section(11, 0).Section(0, [4, .. "tail"u8.ToArray(), .. new byte[200]]).ToArray();
    }

    private static List<byte> Body(Random random)
    {
        var locals = random.Next(3) switch { 0 => random.Next(4), 1 => random.Next(20), _ => random.Next(300) };
        List<byte> bytes = [1, .. ModuleBytes.Leb(locals), 0x7F];
        var open = new Stack<byte>();
        var common = random.Next(1, locals + 4);
        for (var left = random.Next(random.Next(4) == 0 ? 2500 : 250); left > 0; left--)
        {
            Instruction(random, bytes, open, random.Next(8) == 0 ? locals + 3 : common);
        }

        for (; open.Count > 0; open.Pop())
        {
            bytes.Add(0x0B);
        }

        bytes.Add(0x0B);
        return bytes;
    }

    private static void Instruction(Random random, List<byte> bytes, Stack<byte> open, int locals)
    {
        switch (random.Next(30))
        {
            case < 8:
                bytes.AddRange([0x20, .. Spelled(random, random.Next(locals))]);
                break;
            case < 13:
                bytes.AddRange([(byte)(0x21 + random.Next(2)), .. Spelled(random, random.Next(locals))]);
                break;
            case < 17:
                Open(random, bytes, open);
                break;
            case < 21:
                Close(random, bytes, open);
                break;
            case < 24:
                bytes.AddRange([0x0D, .. Spelled(random, Label(random, open.Count + 2))]);
                break;
            case 24:
                Stop(random, bytes, open);
                break;
            case 25:
                bytes.AddRange(random.Next(3) switch { 0 => [0x10, .. Spelled(random, random.Next(4))], 1 => [0x11, .. Spelled(random, random.Next(4)), .. Spelled(random, 0)], _ => [0x14, (byte)random.Next(3)] });
                break;
            case 26:
                bytes.AddRange(random.Next(4) switch
                {
                    0 => [0x42, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0],
                    1 => [0x41, 0x80, 0x80, 0x80, 0x80, 0x78],
                    2 => [0x44, 1, 2, 3, 4, 5, 6, 7, 8],
                    _ => [0xFD, 0x0C, .. new byte[16]],
                });
                break;
            case 27:
                bytes.AddRange(random.Next(3) switch { 0 => [0x28, 2, 0x80, 1], 1 => [0x36, 0x42, 1, 0], _ => [0xFE, 0x1E, 2, 0] });
                break;
            case 28:
                bytes.AddRange(random.Next(3) switch { 0 => [0xD5, Label(random, open.Count + 1)], 1 => [0xFB, 0x18, 1, Label(random, open.Count + 1), 0x6E, 0x6D], _ => [0xD0, 0x70] });
                break;
            default:
                bytes.Add((byte)(0x6A + random.Next(3)));
                break;
        }
    }

    /// <summary>A number, now and then in more bytes than it needs, up to the five there may be.</summary>
    private static List<byte> Spelled(Random random, int number)
    {
        List<byte> bytes = [.. ModuleBytes.Leb(number)];
        for (var left = random.Next(12) == 0 ? random.Next(6 - bytes.Count) : 0; left > 0; left--)
        {
            bytes[^1] |= 0x80;
            bytes.Add(0);
        }

        return bytes;
    }

    private static byte Label(Random random, int count) => (byte)random.Next(Math.Min(count, 128));

    private static void Open(Random random, List<byte> bytes, Stack<byte> open)
    {
        byte opcode = random.Next(12) switch { < 4 => 0x02, < 7 => 0x03, < 10 => 0x04, 10 => 0x06, _ => 0x1F };
        open.Push(opcode);
        bytes.Add(opcode);
        bytes.AddRange(random.Next(6) switch { < 3 => [0x40], 3 => [0x7F], 4 => [(byte)random.Next(3)], _ => [0x63, 0x70] });
        if (opcode == 0x1F)
        {
            bytes.AddRange([2, 0, 0, Label(random, open.Count + 1), 2, Label(random, open.Count)]);
        }
    }

    private static void Close(Random random, List<byte> bytes, Stack<byte> open)
    {
        if (!open.TryPop(out var opcode))
        {
            return;
        }

        switch (opcode)
        {
            case 0x04 when random.Next(2) == 0:
                bytes.Add(0x05);
                open.Push(0);
                break;
            case 0x06 when random.Next(3) == 0:
                bytes.AddRange([0x18, 0]);
                break;
            case 0x06 when random.Next(2) == 0:
                bytes.AddRange([0x07, 0]);
                open.Push(0);
                break;
            case 0x06:
                bytes.Add(0x19);
                open.Push(0);
                break;
            default:
                bytes.Add(0x0B);
                break;
        }
    }

    private static void Stop(Random random, List<byte> bytes, Stack<byte> open) => bytes.AddRange(random.Next(7) switch
    {
        0 => [0x00],
        1 => [0x0F],
        2 => [0x0C, .. Spelled(random, Label(random, open.Count + 2))],
        3 => [0x0C, Label(random, open.Count + 1)],
        4 => [0x0E, .. Spelled(random, 2), .. Spelled(random, Label(random, open.Count + 1)), Label(random, open.Count + 1), .. Spelled(random, Label(random, open.Count + 2))],
        5 => [0x12, (byte)random.Next(3)],
        _ => [0x0A],
    });
}
