namespace CompileBench.Modules.Profiling;

/// <summary>
/// The quantities that predict compile time, summed over functions. They are counted in reachable code only: what stands behind an unconditional
/// branch costs a compiler nothing. The definitions are those of a study of 258 real modules on Wasmtime 50.0.1; the types of <c>Reference</c>
/// state them in code.
/// </summary>
/// <remarks>
/// A local is touched when it is read or assigned; entering a function assigns all. Reads and assignments are taken in the order of the bytes: a
/// value is followed along the code as written, not along every path.
/// </remarks>
public static class PredictorMetrics
{
    /// <summary>Every <c>end</c>, <c>else</c>, <c>drop</c> and <c>nop</c> counts, as in the study.</summary>
    public static ComplexityMetric CodeOperators { get; } = Sum(
        "codeOperators", "Reachable instructions but for local.get, local.set, local.tee, constants, block and loop.", FunctionCounter.CodeOperators);

    public static ComplexityMetric MemoryAccesses { get; } = Sum(
        "memoryAccesses", "Reachable loads and stores: of numbers, of vectors, atomic.", FunctionCounter.MemoryAccesses);

    public static ComplexityMetric HeavyOperators { get; } = Sum(
        "heavyOperators", "Reachable GC, reference, exception, bulk memory and table instructions.", FunctionCounter.HeavyOperators);

    public static ComplexityMetric ReachableIndirectCalls { get; } = Sum(
        "reachableIndirectCalls", "Reachable calls through a table or a reference, tail calls included.", FunctionCounter.ReachableIndirectCalls);

    public static ComplexityMetric BasicBlocks { get; } = Sum(
        "basicBlocks", "1 per function, 1 per loop, 2 per if, 1 per conditional branch, 1 per end that is branched to.", FunctionCounter.BasicBlocks);

    public static ComplexityMetric JoinArguments { get; } = Sum(
        "joinArguments",
        "Predecessors times join values. At the end of a block or if with two predecessors or more: locals assigned inside and read later before being "
        + "assigned again. At a loop that is branched back to: locals read inside before they are assigned inside.",
        FunctionCounter.JoinArguments);

    /// <summary>A local that two nested loops carry counts as carried by the loops between them as well.</summary>
    public static ComplexityMetric ValuesLiveAcrossBlocks { get; } = Sum(
        "valuesLiveAcrossBlocks",
        "For each local.get the basic blocks begun since that local was last touched; a local that a loop carries lives to the loop's end.",
        FunctionCounter.LiveAcrossBlocks);

    public static ComplexityMetric ValuesLiveAcrossCalls { get; } = Sum(
        "valuesLiveAcrossCalls", "local.get instructions with a call since that local was last touched.", FunctionCounter.LiveAcrossCalls);

    public static ComplexityMetric ResultCarryingBlocks { get; } = Sum(
        "resultCarryingBlocks",
        "For each block, if or try with results, and loop with parameters: their number times the basic blocks begun before it in the function.",
        FunctionCounter.ResultCarryingBlocks);

    public static ComplexityMetric FarUses { get; } = Sum(
        "farUses", "local.get instructions with 14 or more other locals touched since that local was.", FunctionCounter.FarUses);

    /// <summary>An engine cannot leave the check of a 64-bit address to the memory's guard pages.</summary>
    public static ComplexityMetric Memory64Accesses { get; } = Sum(
        "memory64Accesses", "Reachable loads and stores, as memoryAccesses, of a module that has a memory of 64-bit addresses.", FunctionCounter.Memory64Accesses);

    /// <summary>The metrics of functions among the features.</summary>
    public static IReadOnlyList<ComplexityMetric> All { get; } =
    [
        CodeOperators, MemoryAccesses, HeavyOperators, ReachableIndirectCalls, BasicBlocks, JoinArguments,
        ValuesLiveAcrossBlocks, ValuesLiveAcrossCalls, ResultCarryingBlocks, FarUses, Memory64Accesses,
    ];

    /// <summary>All features of the study's model, in its order: the number of functions, those above that the study has, and table elements.</summary>
    public static IReadOnlyList<ComplexityMetric> Features { get; } = [ModuleMetrics.FunctionCount, .. All.Where(m => m != Memory64Accesses), ModuleMetrics.TableElements];

    private static ComplexityMetric Sum(string name, string description, int counter) =>
        ComplexityMetric.Sum(name, MetricUnit.Count, description, counters => counters[counter]);
}
