using static CompileBench.Modules.Generation.Fuzzing.OperatorRow;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <summary>The operators on vectors, but for constants, shuffles and memory.</summary>
internal static class VectorOperators
{
    public static OperatorSet Standard { get; } = new(
    [
        // Lanes in and out.
        .. Run(0xFD_000E, 0xFD_000E, "vv:v"), .. Run(0xFD_000F, 0xFD_0011, "i:v"), .. Run(0xFD_0012, 0xFD_0012, "l:v"),
        .. Run(0xFD_0013, 0xFD_0013, "f:v"), .. Run(0xFD_0014, 0xFD_0014, "d:v"),
        .. Run(0xFD_0015, 0xFD_0016, "v:i", 16), .. Run(0xFD_0017, 0xFD_0017, "vi:v", 16),
        .. Run(0xFD_0018, 0xFD_0019, "v:i", 8), .. Run(0xFD_001A, 0xFD_001A, "vi:v", 8),
        .. Run(0xFD_001B, 0xFD_001B, "v:i", 4), .. Run(0xFD_001C, 0xFD_001C, "vi:v", 4),
        .. Run(0xFD_001D, 0xFD_001D, "v:l", 2), .. Run(0xFD_001E, 0xFD_001E, "vl:v", 2),
        .. Run(0xFD_001F, 0xFD_001F, "v:f", 4), .. Run(0xFD_0020, 0xFD_0020, "vf:v", 4),
        .. Run(0xFD_0021, 0xFD_0021, "v:d", 2), .. Run(0xFD_0022, 0xFD_0022, "vd:v", 2),

        // Comparisons and bits.
        .. Run(0xFD_0023, 0xFD_004C, "vv:v"), .. Run(0xFD_004D, 0xFD_004D, "v:v"), .. Run(0xFD_004E, 0xFD_0051, "vv:v"),
        .. Run(0xFD_0052, 0xFD_0052, "vvv:v"), .. Run(0xFD_0053, 0xFD_0053, "v:i"), .. Run(0xFD_005E, 0xFD_005F, "v:v"),

        // 16 lanes, with some roundings of floats in between.
        .. Run(0xFD_0060, 0xFD_0062, "v:v"), .. Run(0xFD_0063, 0xFD_0064, "v:i"), .. Run(0xFD_0065, 0xFD_0066, "vv:v"),
        .. Run(0xFD_0067, 0xFD_006A, "v:v"), .. Run(0xFD_006B, 0xFD_006D, "vi:v"), .. Run(0xFD_006E, 0xFD_0073, "vv:v"),
        .. Run(0xFD_0074, 0xFD_0075, "v:v"), .. Run(0xFD_0076, 0xFD_0079, "vv:v"), .. Run(0xFD_007A, 0xFD_007A, "v:v"),
        .. Run(0xFD_007B, 0xFD_007B, "vv:v"), .. Run(0xFD_007C, 0xFD_007F, "v:v"),

        // 8 lanes.
        .. Run(0xFD_0080, 0xFD_0081, "v:v"), .. Run(0xFD_0082, 0xFD_0082, "vv:v"), .. Run(0xFD_0083, 0xFD_0084, "v:i"),
        .. Run(0xFD_0085, 0xFD_0086, "vv:v"), .. Run(0xFD_0087, 0xFD_008A, "v:v"), .. Run(0xFD_008B, 0xFD_008D, "vi:v"),
        .. Run(0xFD_008E, 0xFD_0093, "vv:v"), .. Run(0xFD_0094, 0xFD_0094, "v:v"), .. Run(0xFD_0095, 0xFD_0099, "vv:v"),
        .. Run(0xFD_009B, 0xFD_009F, "vv:v"),

        // 4 lanes of integers, then 2.
        .. Run(0xFD_00A0, 0xFD_00A1, "v:v"), .. Run(0xFD_00A3, 0xFD_00A4, "v:i"), .. Run(0xFD_00A7, 0xFD_00AA, "v:v"),
        .. Run(0xFD_00AB, 0xFD_00AD, "vi:v"), .. Run(0xFD_00AE, 0xFD_00AE, "vv:v"), .. Run(0xFD_00B1, 0xFD_00B1, "vv:v"),
        .. Run(0xFD_00B5, 0xFD_00BA, "vv:v"), .. Run(0xFD_00BC, 0xFD_00BF, "vv:v"),
        .. Run(0xFD_00C0, 0xFD_00C1, "v:v"), .. Run(0xFD_00C3, 0xFD_00C4, "v:i"), .. Run(0xFD_00C7, 0xFD_00CA, "v:v"),
        .. Run(0xFD_00CB, 0xFD_00CD, "vi:v"), .. Run(0xFD_00CE, 0xFD_00CE, "vv:v"), .. Run(0xFD_00D1, 0xFD_00D1, "vv:v"),
        .. Run(0xFD_00D5, 0xFD_00DF, "vv:v"),

        // Floats and conversions.
        .. Run(0xFD_00E0, 0xFD_00E1, "v:v"), .. Run(0xFD_00E3, 0xFD_00E3, "v:v"), .. Run(0xFD_00E4, 0xFD_00EB, "vv:v"),
        .. Run(0xFD_00EC, 0xFD_00ED, "v:v"), .. Run(0xFD_00EF, 0xFD_00EF, "v:v"), .. Run(0xFD_00F0, 0xFD_00F7, "vv:v"),
        .. Run(0xFD_00F8, 0xFD_00FF, "v:v"),
    ]);

    public static OperatorSet Relaxed { get; } = new(
    [
        .. Run(0xFD_0100, 0xFD_0100, "vv:v"), .. Run(0xFD_0101, 0xFD_0104, "v:v"), .. Run(0xFD_0105, 0xFD_010C, "vvv:v"),
        .. Run(0xFD_010D, 0xFD_0112, "vv:v"), .. Run(0xFD_0113, 0xFD_0113, "vvv:v"),
    ]);
}
