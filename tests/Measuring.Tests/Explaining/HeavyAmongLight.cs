namespace CompileBench.Measuring.Tests.Explaining;

/// <summary>A module of known parts: one heavy function, nested loops that update 32 locals, among many light ones.</summary>
internal static class HeavyAmongLight
{
    private const int Locals = 32;
    private const int Depth = 60;

    /// <summary>The module, and the index of the heavy function.</summary>
    public static (byte[] Module, int Heavy) Make(int light, int heavyPlace)
    {
        var functions = light + 1;
        List<byte> module = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
        Section(module, 1, [0x01, 0x60, 0x00, 0x00]);
        Section(module, 3, [.. Number(functions), .. Enumerable.Repeat((byte)0, functions)]);
        var bodies = Enumerable.Range(0, functions).SelectMany(i => i == heavyPlace ? Sized(Heavy()) : Sized(Light(i)));
        Section(module, 10, [.. Number(functions), .. bodies]);
        return ([.. module], heavyPlace);
    }

    /// <summary>A module with one light function, and globals that hold a reference to it: only start-up code can initialise them.</summary>
    public static byte[] WithGlobals(int globals)
    {
        List<byte> module = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
        Section(module, 1, [0x01, 0x60, 0x00, 0x00]);
        Section(module, 3, [0x01, 0x00]);

        // funcref, immutable; ref.func 0; end.
        Section(module, 6, [.. Number(globals), .. Enumerable.Repeat((byte[])[0x70, 0x00, 0xD2, 0x00, 0x0B], globals).SelectMany(g => g)]);
        Section(module, 10, [0x01, .. Sized(Light(0))]);
        return [.. module];
    }

    // No locals; a constant is made and dropped ten times; end.
    private static byte[] Light(int constant) => [0x00, .. Enumerable.Range(0, 10).SelectMany(i => (byte[])[0x41, .. Number((constant + i) & 0x3F), 0x1A]), 0x0B];

    private static byte[] Heavy()
    {
        List<byte> body = [0x01, Locals, 0x7F];
        for (var i = 0; i < Depth; i++)
        {
            var local = (byte)(i % Locals);
            // loop; local.get; i32.const 1; i32.add; local.set
            body.AddRange([0x03, 0x40, 0x20, local, 0x41, 0x01, 0x6A, 0x21, local]);
        }

        for (var i = 0; i < Depth; i++)
        {
            // local.get; br_if 0; end
            body.AddRange([0x20, (byte)(i % Locals), 0x0D, 0x00, 0x0B]);
        }

        body.Add(0x0B);
        return [.. body];
    }

    private static void Section(List<byte> module, byte id, byte[] content)
    {
        module.Add(id);
        module.AddRange(Sized(content));
    }

    private static byte[] Sized(byte[] content) => [.. Number(content.Length), .. content];

    // LEB128, unsigned.
    private static byte[] Number(int value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }
}
