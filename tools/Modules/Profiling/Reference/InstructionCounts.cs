using CompileBench.Modules.Wasm.Format;
using static CompileBench.Modules.Wasm.Format.InstructionClass;

namespace CompileBench.Modules.Profiling.Reference;

/// <summary>The metrics that are counts of instructions: of all instructions by class, and of those that something can reach by groups of classes.</summary>
internal sealed class InstructionCounts
{
    private readonly int[] _all = new int[Enum.GetValues<InstructionClass>().Length];
    private readonly int[] _reachable = new int[Enum.GetValues<InstructionClass>().Length];

    /// <summary>Counts an instruction, whether something reaches it or not.</summary>
    public void Add(InstructionClass @class) => _all[(int)@class]++;

    /// <summary>Counts an instruction that something reaches, once more.</summary>
    public void AddReachable(InstructionClass @class) => _reachable[(int)@class]++;

    /// <summary>Adds the metrics under their names.</summary>
    public void AddTo(Dictionary<string, double> metrics)
    {
        foreach (var @class in Enum.GetValues<InstructionClass>())
        {
            metrics[InstructionMetrics.ForClass(@class).Name] = _all[(int)@class];
        }

        metrics["instructions"] = _all.Sum();
        metrics["unreachableInstructions"] = _all.Sum() - _reachable.Sum();
        metrics["calls"] = Sum(_all, DirectCall, IndirectCall, ReferenceCall);
        metrics["branches"] = Sum(_all, Branch, ConditionalBranch, ReferenceBranch, BranchTable);
        metrics["localAccesses"] = Sum(_all, LocalGet, LocalSet, LocalTee);
        metrics["simdOperators"] = Sum(_all, SimdConstant, SimdMemory, SimdLane, Simd);
        metrics["exceptionOperators"] = Sum(_all, Try, Handler, Throw);
        metrics["gcOperators"] = Sum(_all, Gc, GcAllocation, GcCast);

        // They name values or places and become no machine code of their own.
        metrics["codeOperators"] = _reachable.Sum() - Sum(_reachable, LocalGet, LocalSet, LocalTee, Constant, SimdConstant, Block, Loop);
        metrics["memoryAccesses"] = Sum(_reachable, Load, Store, SimdMemory, Atomic);
        metrics["heavyOperators"] = Sum(_reachable, Gc, GcAllocation, GcCast, InstructionClass.Reference, ReferenceBranch, Throw, Try, Handler, BulkMemory, Table);
        metrics["reachableIndirectCalls"] = Sum(_reachable, IndirectCall, ReferenceCall);
    }

    private static int Sum(int[] counts, params InstructionClass[] classes) => classes.Sum(@class => counts[(int)@class]);
}
