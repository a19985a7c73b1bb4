using System.Numerics;
using System.Runtime.Intrinsics;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>
/// Counts far uses: reads of a local with <see cref="Distance"/> or more other locals touched since the local was. It owns the history of touches:
/// for each touch of the function, when its local was touched before.
/// </summary>
/// <remarks>
/// The number of those other locals is the number of touches in between whose own local was not touched in between before. So the history is all
/// it takes, and times are compared eight at a time. Two shortcuts come first: fewer touches in between than <see cref="Distance"/> cannot
/// suffice; and a local last touched no later than one whose use was far is far as well. What is left is short on average, as only few of the
/// stretches that contain a touch can have fewer than <see cref="Distance"/> locals behind it.
/// </remarks>
internal sealed unsafe class FarUses(TouchClock clock)
{
    /// <summary>
    /// Other locals touched in between that make a use far. The number comes from the study the feature is taken from; it is about the size of a register file.
    /// </summary>
    public const int Distance = 14;

    /// <summary>Times compared at once.</summary>
    private const int Lanes = 8;

    /// <summary>Times compared before the count is tested.</summary>
    private const int Stride = 4 * Lanes;

    private readonly PinnedBuffer<int> _history = new(4096, isZeroed: false);

    // The use of a local last touched at this time or before is known to be far.
    private int _knownFar;

    /// <summary>The history by time: when the touched local was touched before. For touches of locals that do not exist it is a time after all others.</summary>
    public int* Previous { get; private set; }

    /// <summary>The far uses so far.</summary>
    public long Count { get; private set; }

    /// <param name="bodyBytes">The body's size, which bounds the number of touches: each takes two bytes.</param>
    public void BeginFunction(int bodyBytes)
    {
        _history.Grow((bodyBytes / 2) + Stride);
        Previous = _history.Address - clock.WindowStart;
        Count = 0;
        _knownFar = clock.FunctionStart - 1;
    }

    /// <summary>Counts the far uses among some touches of the window whose history is complete.</summary>
    public void CountRun(uint* touches, int from, int to)
    {
        var history = Previous;
        var windowStart = clock.WindowStart;
        var count = 0;
        for (var at = from; at < to; at += Lanes)
        {
            var time = windowStart + at;
            var previous = Vector256.Load(history + time);
            var assigned = Vector256.Load(touches + at).ExtractMostSignificantBits();
            var isLongAgo = Vector256.GreaterThan(Vector256<int>.Indices + Vector256.Create(time - Distance), previous);
            var reads = isLongAgo.ExtractMostSignificantBits() & ~assigned & ((1u << int.Min(to - at, Lanes)) - 1);
            for (; reads != 0; reads &= reads - 1)
            {
                var read = time + BitOperations.TrailingZeroCount(reads);
                if (history[read] <= _knownFar || IsFar(history, history[read], read))
                {
                    count++;
                }
            }
        }

        Count += count;
    }

    private bool IsFar(int* history, int lastTouch, int read)
    {
        var others = 0;
        var limit = Vector256.Create(lastTouch);
        for (var time = lastTouch + 1; time < read; time += Stride)
        {
            // Most uses need one such stride at most, so that the loop is seldom mispredicted.
            var at = history + time;
            var isRepeated = Vector256.GreaterThan(Vector256.Load(at), limit).ExtractMostSignificantBits()
                | (Vector256.GreaterThan(Vector256.Load(at + Lanes), limit).ExtractMostSignificantBits() << Lanes)
                | (Vector256.GreaterThan(Vector256.Load(at + (2 * Lanes)), limit).ExtractMostSignificantBits() << (2 * Lanes))
                | (Vector256.GreaterThan(Vector256.Load(at + (3 * Lanes)), limit).ExtractMostSignificantBits() << (3 * Lanes));
            var isBetween = uint.MaxValue >> (Stride - int.Min(Stride, read - time));
            others += BitOperations.PopCount(~isRepeated & isBetween);
            if (others >= Distance)
            {
                _knownFar = int.Max(_knownFar, lastTouch);
                return true;
            }
        }

        return false;
    }
}
