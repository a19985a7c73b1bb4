using static CompileBench.Modules.Generation.Fuzzing.OperatorRow;
using static CompileBench.Modules.Wasm.Format.OpcodeSpaces;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <summary>The operators on vectors, but for constants, shuffles and memory.</summary>
internal static class VectorOperators
{
    public static OperatorSet Standard { get; } = new(
    [
        // Lanes in and out.
        .. Run(FD + 0x0E, FD + 0x0E, "vv:v"), .. Run(FD + 0x0F, FD + 0x11, "i:v"), .. Run(FD + 0x12, FD + 0x12, "l:v"),
        .. Run(FD + 0x13, FD + 0x13, "f:v"), .. Run(FD + 0x14, FD + 0x14, "d:v"),
        .. Run(FD + 0x15, FD + 0x16, "v:i", 16), .. Run(FD + 0x17, FD + 0x17, "vi:v", 16),
        .. Run(FD + 0x18, FD + 0x19, "v:i", 8), .. Run(FD + 0x1A, FD + 0x1A, "vi:v", 8),
        .. Run(FD + 0x1B, FD + 0x1B, "v:i", 4), .. Run(FD + 0x1C, FD + 0x1C, "vi:v", 4),
        .. Run(FD + 0x1D, FD + 0x1D, "v:l", 2), .. Run(FD + 0x1E, FD + 0x1E, "vl:v", 2),
        .. Run(FD + 0x1F, FD + 0x1F, "v:f", 4), .. Run(FD + 0x20, FD + 0x20, "vf:v", 4),
        .. Run(FD + 0x21, FD + 0x21, "v:d", 2), .. Run(FD + 0x22, FD + 0x22, "vd:v", 2),

        // Comparisons and bits.
        .. Run(FD + 0x23, FD + 0x4C, "vv:v"), .. Run(FD + 0x4D, FD + 0x4D, "v:v"), .. Run(FD + 0x4E, FD + 0x51, "vv:v"),
        .. Run(FD + 0x52, FD + 0x52, "vvv:v"), .. Run(FD + 0x53, FD + 0x53, "v:i"), .. Run(FD + 0x5E, FD + 0x5F, "v:v"),

        // 16 lanes, with some roundings of floats in between.
        .. Run(FD + 0x60, FD + 0x62, "v:v"), .. Run(FD + 0x63, FD + 0x64, "v:i"), .. Run(FD + 0x65, FD + 0x66, "vv:v"),
        .. Run(FD + 0x67, FD + 0x6A, "v:v"), .. Run(FD + 0x6B, FD + 0x6D, "vi:v"), .. Run(FD + 0x6E, FD + 0x73, "vv:v"),
        .. Run(FD + 0x74, FD + 0x75, "v:v"), .. Run(FD + 0x76, FD + 0x79, "vv:v"), .. Run(FD + 0x7A, FD + 0x7A, "v:v"),
        .. Run(FD + 0x7B, FD + 0x7B, "vv:v"), .. Run(FD + 0x7C, FD + 0x7F, "v:v"),

        // 8 lanes.
        .. Run(FD + 0x80, FD + 0x81, "v:v"), .. Run(FD + 0x82, FD + 0x82, "vv:v"), .. Run(FD + 0x83, FD + 0x84, "v:i"),
        .. Run(FD + 0x85, FD + 0x86, "vv:v"), .. Run(FD + 0x87, FD + 0x8A, "v:v"), .. Run(FD + 0x8B, FD + 0x8D, "vi:v"),
        .. Run(FD + 0x8E, FD + 0x93, "vv:v"), .. Run(FD + 0x94, FD + 0x94, "v:v"), .. Run(FD + 0x95, FD + 0x99, "vv:v"),
        .. Run(FD + 0x9B, FD + 0x9F, "vv:v"),

        // 4 lanes of integers, then 2.
        .. Run(FD + 0xA0, FD + 0xA1, "v:v"), .. Run(FD + 0xA3, FD + 0xA4, "v:i"), .. Run(FD + 0xA7, FD + 0xAA, "v:v"),
        .. Run(FD + 0xAB, FD + 0xAD, "vi:v"), .. Run(FD + 0xAE, FD + 0xAE, "vv:v"), .. Run(FD + 0xB1, FD + 0xB1, "vv:v"),
        .. Run(FD + 0xB5, FD + 0xBA, "vv:v"), .. Run(FD + 0xBC, FD + 0xBF, "vv:v"),
        .. Run(FD + 0xC0, FD + 0xC1, "v:v"), .. Run(FD + 0xC3, FD + 0xC4, "v:i"), .. Run(FD + 0xC7, FD + 0xCA, "v:v"),
        .. Run(FD + 0xCB, FD + 0xCD, "vi:v"), .. Run(FD + 0xCE, FD + 0xCE, "vv:v"), .. Run(FD + 0xD1, FD + 0xD1, "vv:v"),
        .. Run(FD + 0xD5, FD + 0xDF, "vv:v"),

        // Floats and conversions.
        .. Run(FD + 0xE0, FD + 0xE1, "v:v"), .. Run(FD + 0xE3, FD + 0xE3, "v:v"), .. Run(FD + 0xE4, FD + 0xEB, "vv:v"),
        .. Run(FD + 0xEC, FD + 0xED, "v:v"), .. Run(FD + 0xEF, FD + 0xEF, "v:v"), .. Run(FD + 0xF0, FD + 0xF7, "vv:v"),
        .. Run(FD + 0xF8, FD + 0xFF, "v:v"),
    ]);

    public static OperatorSet Relaxed { get; } = new(
    [
        .. Run(FD + 0x100, FD + 0x100, "vv:v"), .. Run(FD + 0x101, FD + 0x104, "v:v"), .. Run(FD + 0x105, FD + 0x10C, "vvv:v"),
        .. Run(FD + 0x10D, FD + 0x112, "vv:v"), .. Run(FD + 0x113, FD + 0x113, "vvv:v"),
    ]);
}
