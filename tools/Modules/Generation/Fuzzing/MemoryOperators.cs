using static CompileBench.Modules.Generation.Fuzzing.OperatorRow;

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
        .. Access(0xFD_0000, 0xFD_0000, "a:v", 4), .. Access(0xFD_0001, 0xFD_0006, "a:v", 3),
        .. Access(0xFD_0007, 0xFD_0007, "a:v", 0), .. Access(0xFD_0008, 0xFD_0008, "a:v", 1),
        .. Access(0xFD_0009, 0xFD_0009, "a:v", 2), .. Access(0xFD_000A, 0xFD_000A, "a:v", 3),
        .. Access(0xFD_000B, 0xFD_000B, "av:", 4), .. Access(0xFD_005C, 0xFD_005C, "a:v", 2), .. Access(0xFD_005D, 0xFD_005D, "a:v", 3),
        .. Access(0xFD_0054, 0xFD_0054, "av:v", 0, lanes: 16), .. Access(0xFD_0055, 0xFD_0055, "av:v", 1, lanes: 8),
        .. Access(0xFD_0056, 0xFD_0056, "av:v", 2, lanes: 4), .. Access(0xFD_0057, 0xFD_0057, "av:v", 3, lanes: 2),
        .. Access(0xFD_0058, 0xFD_0058, "av:", 0, lanes: 16), .. Access(0xFD_0059, 0xFD_0059, "av:", 1, lanes: 8),
        .. Access(0xFD_005A, 0xFD_005A, "av:", 2, lanes: 4), .. Access(0xFD_005B, 0xFD_005B, "av:", 3, lanes: 2),
    ]);

    public static OperatorSet Atomics { get; } = new(
    [
        .. Access(0xFE_0000, 0xFE_0000, "ai:i", 2, exact: true), .. Access(0xFE_0001, 0xFE_0001, "ail:i", 2, exact: true),
        .. Access(0xFE_0002, 0xFE_0002, "all:i", 3, exact: true),
        .. SevenWidths(0xFE_0010, "a:i", "a:l"), .. SevenWidths(0xFE_0017, "ai:", "al:"),
        .. SevenWidths(0xFE_001E, "ai:i", "al:l"), .. SevenWidths(0xFE_0025, "ai:i", "al:l"), .. SevenWidths(0xFE_002C, "ai:i", "al:l"),
        .. SevenWidths(0xFE_0033, "ai:i", "al:l"), .. SevenWidths(0xFE_003A, "ai:i", "al:l"), .. SevenWidths(0xFE_0041, "ai:i", "al:l"),
        .. SevenWidths(0xFE_0048, "aii:i", "all:l"),
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
