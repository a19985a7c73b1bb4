namespace CompileBench.Engines.Tests;

/// <summary>The smallest module with code: one function that returns 42.</summary>
internal static class SmallModule
{
    public static byte[] Bytes =>
    [
        0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, // magic and version
        1, 5, 1, 0x60, 0, 1, 0x7f, // one type: () -> i32
        3, 2, 1, 0, // one function of that type
        10, 6, 1, 4, 0, 0x41, 42, 0x0b, // its body: i32.const 42
    ];
}
