using static CompileBench.Modules.Generation.Fuzzing.OperatorRow;
using static CompileBench.Modules.Wasm.Format.OpcodeSpaces;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <summary>Loads, stores and atomic accesses.</summary>
internal static class MemoryOperators
{
    public static OperatorSet Numbers { get; } = new(
    [
        .. Access(0x28, 0x28, "a:i", 2), .. Access(0x29, 0x29, "a:l", 3), .. Access(0x2A, 0x2A, "a:f", 2), .. Access(0x2B, 0x2B, "a:d", 3),
        .. Access(0x2C, 0x2D, "a:i", 0), .. Access(0x2E, 0x2F, "a:i", 1),
        .. Access(0x30, 0x31, "a:l", 0), .. Access(0x32, 0x33, "a:l", 1), .. Access(0x34, 0x35, "a:l", 2),
        .. Access(0x36, 0x36, "ai:", 2), .. Access(0x37, 0x37, "al:", 3), .. Access(0x38, 0x38, "af:", 2), .. Access(0x39, 0x39, "ad:", 3),
        .. Access(0x3A, 0x3A, "ai:", 0), .. Access(0x3B, 0x3B, "ai:", 1),
        .. Access(0x3C, 0x3C, "al:", 0), .. Access(0x3D, 0x3D, "al:", 1), .. Access(0x3E, 0x3E, "al:", 2),
    ]);

    public static OperatorSet Vectors { get; } = new(
    [
        .. Access(FD + 0x00, FD + 0x00, "a:v", 4), .. Access(FD + 0x01, FD + 0x06, "a:v", 3),
        .. Access(FD + 0x07, FD + 0x07, "a:v", 0), .. Access(FD + 0x08, FD + 0x08, "a:v", 1),
        .. Access(FD + 0x09, FD + 0x09, "a:v", 2), .. Access(FD + 0x0A, FD + 0x0A, "a:v", 3),
        .. Access(FD + 0x0B, FD + 0x0B, "av:", 4), .. Access(FD + 0x5C, FD + 0x5C, "a:v", 2), .. Access(FD + 0x5D, FD + 0x5D, "a:v", 3),
        .. Access(FD + 0x54, FD + 0x54, "av:v", 0, lanes: 16), .. Access(FD + 0x55, FD + 0x55, "av:v", 1, lanes: 8),
        .. Access(FD + 0x56, FD + 0x56, "av:v", 2, lanes: 4), .. Access(FD + 0x57, FD + 0x57, "av:v", 3, lanes: 2),
        .. Access(FD + 0x58, FD + 0x58, "av:", 0, lanes: 16), .. Access(FD + 0x59, FD + 0x59, "av:", 1, lanes: 8),
        .. Access(FD + 0x5A, FD + 0x5A, "av:", 2, lanes: 4), .. Access(FD + 0x5B, FD + 0x5B, "av:", 3, lanes: 2),
    ]);

    public static OperatorSet Atomics { get; } = new(
    [
        .. Access(FE + 0x00, FE + 0x00, "ai:i", 2, exact: true), .. Access(FE + 0x01, FE + 0x01, "ail:i", 2, exact: true),
        .. Access(FE + 0x02, FE + 0x02, "all:i", 3, exact: true),
        .. SevenWidths(FE + 0x10, "a:i", "a:l"), .. SevenWidths(FE + 0x17, "ai:", "al:"),
        .. SevenWidths(FE + 0x1E, "ai:i", "al:l"), .. SevenWidths(FE + 0x25, "ai:i", "al:l"), .. SevenWidths(FE + 0x2C, "ai:i", "al:l"),
        .. SevenWidths(FE + 0x33, "ai:i", "al:l"), .. SevenWidths(FE + 0x3A, "ai:i", "al:l"), .. SevenWidths(FE + 0x41, "ai:i", "al:l"),
        .. SevenWidths(FE + 0x48, "aii:i", "all:l"),
    ]);

    /// <summary>An atomic operation in its seven widths: i32, i64, i32 of 8 and 16 bits, i64 of 8, 16 and 32 bits.</summary>
    private static IEnumerable<OperatorRow> SevenWidths(int first, string onI32, string onI64) =>
    [
        .. Access(first, first, onI32, 2, exact: true), .. Access(first + 1, first + 1, onI64, 3, exact: true),
        .. Access(first + 2, first + 2, onI32, 0, exact: true), .. Access(first + 3, first + 3, onI32, 1, exact: true),
        .. Access(first + 4, first + 4, onI64, 0, exact: true), .. Access(first + 5, first + 5, onI64, 1, exact: true),
        .. Access(first + 6, first + 6, onI64, 2, exact: true),
    ];
}
