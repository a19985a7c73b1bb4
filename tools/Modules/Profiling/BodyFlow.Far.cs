using System.Numerics;
using System.Runtime.Intrinsics;

namespace CompileBench.Modules.Profiling;

/// <content>
/// Far uses: reads of a local with <see cref="FarDistance"/> or more others touched since it was.
/// <para>
/// How many others those are: the touches in between whose local was not touched in between before. So the times each local was touched before
/// are all it takes, and they are compared eight at a time. Fewer touches than that in between are none to look at, and a local that was last
/// touched when one was that turned out far is far as well. What is left is short on average: of the runs looked at through any one touch, only
/// so many can have fewer than <see cref="FarDistance"/> locals behind it.
/// </para>
/// </content>
internal sealed unsafe partial class BodyFlow
{
    /// <summary>Other locals touched in between that make a use far. From the study the feature comes from: about a register file's worth.</summary>
    public const int FarDistance = 14;

    /// <summary>Times compared at once.</summary>
    private const int FarLanes = 8;

    /// <summary>Times compared before it is asked whether that is enough.</summary>
    private const int FarStride = 4 * FarLanes;

    // A read of a local is far if it was not touched after this time.
    private int _farSince;

    /// <summary>Reads of a local that was far.</summary>
    public long FarUses { get; private set; }

    /// <summary>Counts the far ones of some touches that were all followed.</summary>
    private void CountFarUses(int from, int to)
    {
        for (var at = from; at < to; at += FarLanes)
        {
            var time = _windowTime + at;
            var before = Vector256.Load(_before + time);
            var assigned = Vector256.Load(_touches + at).ExtractMostSignificantBits();
            var isOld = Vector256.GreaterThan(Vector256<int>.Indices + Vector256.Create(time - FarDistance), before);
            var reads = isOld.ExtractMostSignificantBits() & ~assigned & ((1u << int.Min(to - at, FarLanes)) - 1);
            for (; reads != 0; reads &= reads - 1)
            {
                var read = time + BitOperations.TrailingZeroCount(reads);
                if (_before[read] <= _farSince || IsFar(_before[read], read))
                {
                    FarUses++;
                }
            }
        }
    }

    private bool IsFar(int before, int read)
    {
        var others = 0;
        var later = Vector256.Create(before);
        for (var time = before + 1; time < read; time += FarStride)
        {
            // Most uses look at no more than one such stride, so that the loop seldom is mispredicted.
            var at = _before + time;
            var isLater = Vector256.GreaterThan(Vector256.Load(at), later).ExtractMostSignificantBits()
                | (Vector256.GreaterThan(Vector256.Load(at + FarLanes), later).ExtractMostSignificantBits() << FarLanes)
                | (Vector256.GreaterThan(Vector256.Load(at + (2 * FarLanes)), later).ExtractMostSignificantBits() << (2 * FarLanes))
                | (Vector256.GreaterThan(Vector256.Load(at + (3 * FarLanes)), later).ExtractMostSignificantBits() << (3 * FarLanes));
            var isBetween = uint.MaxValue >> (FarStride - int.Min(FarStride, read - time));
            others += BitOperations.PopCount(~isLater & isBetween);
            if (others >= FarDistance)
            {
                _farSince = int.Max(_farSince, before);
                return true;
            }
        }

        return false;
    }
}
