using CompileBench.Engines.Operations;

namespace CompileBench.Engines.Tests;

/// <summary>A module that every operation accepts: it calls <c>bench.start</c> and <c>bench.end</c>, so that it has a workload without files.</summary>
internal static class SmallModule
{
    public static byte[] Bytes =>
    [
        0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, // magic and version
        1, 4, 1, 0x60, 0, 0, // one type: () -> ()
        2, 27, 2, // two imports of that type
        5, (byte)'b', (byte)'e', (byte)'n', (byte)'c', (byte)'h', 5, (byte)'s', (byte)'t', (byte)'a', (byte)'r', (byte)'t', 0, 0,
        5, (byte)'b', (byte)'e', (byte)'n', (byte)'c', (byte)'h', 3, (byte)'e', (byte)'n', (byte)'d', 0, 0,
        3, 2, 1, 0, // one function of that type
        7, 10, 1, 6, (byte)'_', (byte)'s', (byte)'t', (byte)'a', (byte)'r', (byte)'t', 0, 2, // exported as _start
        10, 8, 1, 6, 0, 0x10, 0, 0x10, 1, 0x0b, // its body: call both imports
    ];

    /// <summary>The module for an operation. It needs no file.</summary>
    public static OperationInput Input => new(Bytes, Path.Combine(Path.GetTempPath(), "small-module-without-a-file.wasm"));
}
