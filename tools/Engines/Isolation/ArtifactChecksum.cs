using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompileBench.Engines.Isolation;

/// <summary>
/// CRC-32C of an artifact: it finds a file that is cut short or damaged on its way between two processes of one user. It takes a small part of the time of
/// a cryptographic digest, which would say no more here: whoever can write the file can write its digest.
/// </summary>
public static class ArtifactChecksum
{
    /// <summary>Computes it.</summary>
    /// <param name="bytes">The artifact.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            sum = BitOperations.Crc32C(sum, word);
        }

        foreach (var rest in bytes[^(bytes.Length % sizeof(ulong))..])
        {
            sum = BitOperations.Crc32C(sum, rest);
        }

        return ~sum;
    }
}
