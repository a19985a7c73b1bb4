using System.Numerics;
using System.Runtime.CompilerServices;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>The instructions of a function by class.</summary>
/// <remarks>
/// Counting one class several times in a row waits for memory each time. So there are two banks of counts that the finder uses in turn, and which
/// are added up once per function.
/// </remarks>
internal sealed unsafe class ClassCounts
{
    /// <summary>The number of classes.</summary>
    public const int Classes = (int)InstructionClass.Simd + 1;

    /// <summary>The places of one bank: more than there are classes, and a whole number of vectors.</summary>
    public const int Bank = 64;

    private const int Banks = 2;

    private readonly PinnedBuffer<int> _banks = new(Bank * Banks);

    /// <summary>The first bank; the second one follows it.</summary>
    public int* Address => _banks.Address;

    /// <summary>Adds the banks up and clears them for the next function.</summary>
    /// <param name="sums">Receives <see cref="Bank"/> counts.</param>
    /// <returns>The number of all instructions.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long TakeSums(long* sums)
    {
        var banks = _banks.Address;
        var total = Vector<long>.Zero;
        for (var at = 0; at < Classes; at += Vector<int>.Count)
        {
            var sum = Vector<int>.Zero;
            for (var bank = 0; bank < Banks * Bank; bank += Bank)
            {
                sum += Vector.Load(banks + bank + at);
                Vector.Store(Vector<int>.Zero, banks + bank + at);
            }

            Vector.Widen(sum, out var lower, out var upper);
            Vector.Store(lower, sums + at);
            Vector.Store(upper, sums + at + Vector<long>.Count);
            total += lower + upper;
        }

        return Vector.Sum(total);
    }

    /// <summary>Adds up the instructions of a group of classes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Sum(long* counts, ReadOnlySpan<InstructionClass> group)
    {
        long count = 0;
        foreach (var @class in group)
        {
            count += counts[(int)@class];
        }

        return count;
    }
}
