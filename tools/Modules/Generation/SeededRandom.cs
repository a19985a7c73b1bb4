using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompileBench.Modules.Generation;

/// <summary>
/// The pseudo-random numbers behind everything generated: xoshiro256** whose state comes from the seed through splitmix64 (Blackman and
/// Vigna, "Scrambled linear pseudorandom number generators", 2021). It is part of the promise that a recipe gives the same bytes for
/// ever, so its output never changes; <see cref="System.Random"/> makes no such promise. Not thread-safe.
/// </summary>
public sealed class SeededRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>The sequence of this seed; every 64-bit number is a seed.</summary>
    public SeededRandom(ulong seed)
    {
        _s0 = SplitMix(ref seed);
        _s1 = SplitMix(ref seed);
        _s2 = SplitMix(ref seed);
        _s3 = SplitMix(ref seed);
    }

    /// <summary>The next 64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>
    /// A number from 0 to <paramref name="limit"/> - 1: the high half of a 32 by 32 bit product (Lemire, "Fast random integer generation
    /// in an interval", 2019, without the rejection step, whose bias below 2^-32 x limit does not matter here).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Below(int limit) => (int)(((Next() >> 32) * (uint)limit) >> 32);

    /// <summary>A number between two bounds, both included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True once in <paramref name="n"/> times.</summary>
    public bool OneIn(int n) => Below(n) == 0;

    /// <summary>A non-zero number that takes one byte as a signed LEB128: -64 to 63.</summary>
    public int SmallConstant()
    {
        var value = Between(-64, 62);
        return value >= 0 ? value + 1 : value;
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
