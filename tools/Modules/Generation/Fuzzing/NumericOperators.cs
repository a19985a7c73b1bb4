using static CompileBench.Modules.Generation.Fuzzing.OperatorRow;
using static CompileBench.Modules.Wasm.Format.OpcodeSpaces;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <summary>The operators on numbers: all with one-byte opcodes, and the saturating conversions.</summary>
internal static class NumericOperators
{
    public static OperatorSet All { get; } = new(
    [
        // Comparisons.
        .. Run(0x45, 0x45, "i:i"), .. Run(0x46, 0x4F, "ii:i"), .. Run(0x50, 0x50, "l:i"), .. Run(0x51, 0x5A, "ll:i"),
        .. Run(0x5B, 0x60, "ff:i"), .. Run(0x61, 0x66, "dd:i"),

        // Arithmetic.
        .. Run(0x67, 0x69, "i:i"), .. Run(0x6A, 0x78, "ii:i"), .. Run(0x79, 0x7B, "l:l"), .. Run(0x7C, 0x8A, "ll:l"),
        .. Run(0x8B, 0x91, "f:f"), .. Run(0x92, 0x98, "ff:f"), .. Run(0x99, 0x9F, "d:d"), .. Run(0xA0, 0xA6, "dd:d"),

        // Conversions, in the format's order.
        .. Run(0xA7, 0xA7, "l:i"), .. Run(0xA8, 0xA9, "f:i"), .. Run(0xAA, 0xAB, "d:i"), .. Run(0xAC, 0xAD, "i:l"),
        .. Run(0xAE, 0xAF, "f:l"), .. Run(0xB0, 0xB1, "d:l"), .. Run(0xB2, 0xB3, "i:f"), .. Run(0xB4, 0xB5, "l:f"),
        .. Run(0xB6, 0xB6, "d:f"), .. Run(0xB7, 0xB8, "i:d"), .. Run(0xB9, 0xBA, "l:d"), .. Run(0xBB, 0xBB, "f:d"),
        .. Run(0xBC, 0xBC, "f:i"), .. Run(0xBD, 0xBD, "d:l"), .. Run(0xBE, 0xBE, "i:f"), .. Run(0xBF, 0xBF, "l:d"),

        // Sign extensions, then the saturating conversions.
        .. Run(0xC0, 0xC1, "i:i"), .. Run(0xC2, 0xC4, "l:l"),
        .. Run(FC + 0x00, FC + 0x01, "f:i"), .. Run(FC + 0x02, FC + 0x03, "d:i"),
        .. Run(FC + 0x04, FC + 0x05, "f:l"), .. Run(FC + 0x06, FC + 0x07, "d:l"),
    ]);
}
