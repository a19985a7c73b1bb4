using CompileBench.Modules.Profiling;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Analysis.Prediction.Features;

/// <summary>One count of a function that cost features are made of, in reachable code.</summary>
/// <param name="Name">The stable camelCase name.</param>
/// <param name="Words">What it counts, in the plural, such as <c>basic blocks</c>.</param>
/// <param name="Metrics">The metrics whose sum it is.</param>
/// <param name="CountsUnreachable">
/// Whether the metrics also count what nothing reaches. Such a count is multiplied by the share of the function's instructions that are reachable.
/// </param>
public sealed record FunctionMeasure(string Name, string Words, IReadOnlyList<ComplexityMetric> Metrics, bool CountsUnreachable)
{
    public static FunctionMeasure BodyBytes { get; } = Reachable("bodyBytes", "bytes of code", FunctionMetrics.BodyBytes) with { CountsUnreachable = true };

    public static FunctionMeasure Instructions { get; } = Reachable("instructions", "instructions", FunctionMetrics.Instructions) with { CountsUnreachable = true };

    public static FunctionMeasure CodeOperators { get; } = Reachable("codeOperators", "operators that make code", PredictorMetrics.CodeOperators);

    public static FunctionMeasure MemoryAccesses { get; } = Reachable("memoryAccesses", "memory accesses", PredictorMetrics.MemoryAccesses);

    public static FunctionMeasure HeavyOperators { get; } = Reachable("heavyOperators", "operators that call the runtime", PredictorMetrics.HeavyOperators);

    public static FunctionMeasure IndirectCalls { get; } = Reachable("reachableIndirectCalls", "indirect calls", PredictorMetrics.ReachableIndirectCalls);

    public static FunctionMeasure BasicBlocks { get; } = Reachable("basicBlocks", "basic blocks", PredictorMetrics.BasicBlocks);

    public static FunctionMeasure JoinArguments { get; } = Reachable("joinArguments", "values joined at block ends and loops", PredictorMetrics.JoinArguments);

    public static FunctionMeasure LiveAcrossBlocks { get; } = Reachable("valuesLiveAcrossBlocks", "blocks that values live across", PredictorMetrics.ValuesLiveAcrossBlocks);

    public static FunctionMeasure LiveAcrossCalls { get; } = Reachable("valuesLiveAcrossCalls", "values live across calls", PredictorMetrics.ValuesLiveAcrossCalls);

    public static FunctionMeasure ResultCarryingBlocks { get; } = Reachable("resultCarryingBlocks", "blocks that carry a result, each times the blocks before it", PredictorMetrics.ResultCarryingBlocks);

    public static FunctionMeasure FarUses { get; } = Reachable("farUses", "far uses of locals", PredictorMetrics.FarUses);

    public static FunctionMeasure Memory64Accesses { get; } = Reachable("memory64Accesses", "accesses of a 64-bit memory", PredictorMetrics.Memory64Accesses);

    public static FunctionMeasure Integers { get; } = Classes("integers", "integer operators", InstructionClass.Integer);

    public static FunctionMeasure Comparisons { get; } = Classes("comparisons", "integer comparisons", InstructionClass.IntegerComparison);

    public static FunctionMeasure GcAllocations { get; } = Classes("gcAllocations", "allocations of structs and arrays", InstructionClass.GcAllocation);

    public static FunctionMeasure GcCasts { get; } = Classes("gcCasts", "casts and tests of references", InstructionClass.GcCast);

    public static FunctionMeasure Tries { get; } = Classes("tries", "blocks that catch exceptions", InstructionClass.Try);

    public static FunctionMeasure ReferenceCalls { get; } = Classes("referenceCalls", "calls of references", InstructionClass.ReferenceCall);

    public static FunctionMeasure Parameters { get; } = Reachable("parameters", "parameters", FunctionMetrics.Parameters);

    public static FunctionMeasure Results { get; } = Reachable("results", "results", FunctionMetrics.Results);

    public static FunctionMeasure Locals { get; } = Reachable("locals", "declared locals", FunctionMetrics.Locals);

    public static FunctionMeasure BranchTableLabels { get; } = Reachable("branchTableLabels", "labels of branch tables", FunctionMetrics.BranchTableLabels) with { CountsUnreachable = true };

    public static FunctionMeasure NestingDepth { get; } = Reachable("nestingDepth", "levels of nesting", FunctionMetrics.NestingDepth);

    public static FunctionMeasure OperandStackDepth { get; } = Reachable("operandStackDepth", "values on the operand stack", FunctionMetrics.OperandStackDepth);

    public static FunctionMeasure DirectCalls { get; } = Classes("directCalls", "direct calls", InstructionClass.DirectCall);

    public static FunctionMeasure Loops { get; } = Classes("loops", "loops", InstructionClass.Loop);

    public static FunctionMeasure Selects { get; } = Classes("selects", "selects", InstructionClass.Select);

    public static FunctionMeasure GlobalAccesses { get; } = Classes("globalAccesses", "accesses of globals", InstructionClass.GlobalGet, InstructionClass.GlobalSet);

    public static FunctionMeasure Constants { get; } = Classes("constants", "constants", InstructionClass.Constant, InstructionClass.SimdConstant);

    public static FunctionMeasure LocalSets { get; } = Classes("localAssignments", "assignments of locals", InstructionClass.LocalSet, InstructionClass.LocalTee);

    public static FunctionMeasure LocalGets { get; } = Classes("localGets", "reads of locals", InstructionClass.LocalGet);

    public static FunctionMeasure Divisions { get; } = Classes("divisions", "integer divisions", InstructionClass.Division);

    public static FunctionMeasure Floats { get; } = Classes("floats", "floating-point operators", InstructionClass.Float, InstructionClass.FloatComparison);

    public static FunctionMeasure Conversions { get; } = Classes("conversions", "conversions of numbers", InstructionClass.Conversion);

    public static FunctionMeasure Stores { get; } = Classes("stores", "stores", InstructionClass.Store);

    public static FunctionMeasure RuntimeMemory { get; } = Classes("runtimeMemory", "bulk memory and memory size operators", InstructionClass.BulkMemory, InstructionClass.MemorySize);

    public static FunctionMeasure Tables { get; } = Classes("tableOperators", "table operators", InstructionClass.Table);

    public static FunctionMeasure Atomics { get; } = Classes("atomics", "atomic operators", InstructionClass.Atomic);

    public static FunctionMeasure References { get; } = Classes("references", "reference operators", InstructionClass.Reference, InstructionClass.ReferenceBranch, InstructionClass.ReferenceCall);

    public static FunctionMeasure Gc { get; } = Classes("gcOperators", "operators on garbage-collected objects", InstructionClass.Gc, InstructionClass.GcAllocation, InstructionClass.GcCast);

    public static FunctionMeasure Exceptions { get; } = Classes("exceptionOperators", "exception operators", InstructionClass.Try, InstructionClass.Handler, InstructionClass.Throw);

    public static FunctionMeasure SimdArithmetic { get; } = Classes("simdArithmetic", "vector operators", InstructionClass.Simd);

    public static FunctionMeasure SimdLanes { get; } = Classes("simdLanes", "operators on vector lanes", InstructionClass.SimdLane);

    public static FunctionMeasure SimdMemory { get; } = Classes("simdMemory", "vector loads and stores", InstructionClass.SimdMemory);

    public static FunctionMeasure BranchTables { get; } = Classes("branchTables", "branch tables", InstructionClass.BranchTable);

    public static FunctionMeasure ConditionalBranches { get; } = Classes("conditionalBranches", "conditional branches", InstructionClass.ConditionalBranch);

    /// <summary>All of them, in the order in which a function's measures are kept.</summary>
    public static IReadOnlyList<FunctionMeasure> All { get; } =
    [
        BodyBytes, Instructions, CodeOperators, MemoryAccesses, HeavyOperators, IndirectCalls, BasicBlocks, JoinArguments, LiveAcrossBlocks, LiveAcrossCalls,
        ResultCarryingBlocks, FarUses, Parameters, Results, Locals, BranchTableLabels, NestingDepth, OperandStackDepth, DirectCalls, Loops, Selects,
        GlobalAccesses, Constants, LocalSets, LocalGets, Divisions, Floats, Conversions, Stores, RuntimeMemory, Tables, Atomics, References, Gc, Exceptions,
        SimdArithmetic, SimdLanes, SimdMemory, BranchTables, ConditionalBranches,
        Memory64Accesses, Integers, Comparisons, GcAllocations, GcCasts, Tries, ReferenceCalls,
    ];

    /// <summary>The place in <see cref="All"/>.</summary>
    internal int Place => Places[Name];

    private static readonly Dictionary<string, int> Places = All.Select((m, i) => (m.Name, i)).ToDictionary(p => p.Name, p => p.i, StringComparer.Ordinal);

    private static FunctionMeasure Reachable(string name, string words, ComplexityMetric metric) => new(name, words, [metric], false);

    private static FunctionMeasure Classes(string name, string words, params InstructionClass[] classes) => new(name, words, [.. classes.Select(InstructionMetrics.ForClass)], true);
}
