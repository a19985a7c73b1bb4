using System.Numerics;
using System.Runtime.CompilerServices;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Profiling;

/// <content>A function's counts, once its last instruction was followed.</content>
internal sealed unsafe partial class BodyScanner
{
    /// <summary>Makes the counts that follow from others.</summary>
    private void Finish()
    {
        _flow.Finish();
        var classes = stackalloc long[CounterBank];
        var instructions = SumClasses(classes);
        var counters = _counters.Address;
        Unsafe.CopyBlock(counters, classes, Classes * sizeof(long));
        var unreachable = _flow.HasUnreachable ? TakeUnreachable(classes) : 0;
        counters[FunctionCounter.Instructions] = instructions;
        counters[FunctionCounter.UnreachableInstructions] = unreachable;
        counters[FunctionCounter.NestingDepth] = _flow.Deepest;
        counters[FunctionCounter.OperandStackDepth] = _flow.Highest;
        counters[FunctionCounter.BranchTableLabels] = _flow.BranchTableLabels;
        counters[FunctionCounter.CodeOperators] = instructions - unreachable - Sum(classes, ClassGroups.NoCode);
        counters[FunctionCounter.MemoryAccesses] = Sum(classes, ClassGroups.MemoryAccess);
        counters[FunctionCounter.HeavyOperators] = Sum(classes, ClassGroups.Heavy);
        counters[FunctionCounter.ReachableIndirectCalls] = Sum(classes, ClassGroups.IndirectCall);
        counters[FunctionCounter.BasicBlocks] = _flow.BasicBlocks;
        counters[FunctionCounter.JoinArguments] = _flow.JoinArguments;
        counters[FunctionCounter.LiveAcrossBlocks] = _flow.LiveAcrossBlocks;
        counters[FunctionCounter.LiveAcrossCalls] = _flow.LiveAcrossCalls;
        counters[FunctionCounter.ResultCarryingBlocks] = _flow.ResultCarryingBlocks;
        counters[FunctionCounter.FarUses] = _flow.FarUses;
    }

    /// <summary>Puts the sets of counts of classes together and makes them zero for the next function.</summary>
    /// <param name="sums">A whole set's places.</param>
    /// <returns>All instructions.</returns>
    private long SumClasses(long* sums)
    {
        var banks = _classCounters.Address;
        var total = Vector<long>.Zero;
        for (var at = 0; at < Classes; at += Vector<int>.Count)
        {
            var sum = Vector<int>.Zero;
            for (var bank = 0; bank < CounterBanks * CounterBank; bank += CounterBank)
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

    /// <summary>Takes what nothing reaches out of the counts of classes.</summary>
    /// <returns>How many instructions that are.</returns>
    private long TakeUnreachable(long* classes)
    {
        long all = 0;
        for (var at = 0; at < Classes; at++)
        {
            classes[at] -= _flow.Unreachable[at];
            all += _flow.Unreachable[at];
        }

        return all;
    }

    private static long Sum(long* classes, ReadOnlySpan<InstructionClass> group)
    {
        long count = 0;
        foreach (var @class in group)
        {
            count += classes[(int)@class];
        }

        return count;
    }
}
