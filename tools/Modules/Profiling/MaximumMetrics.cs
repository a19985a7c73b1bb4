using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Profiling;

/// <summary>For metrics that are sums over functions: the largest value a single function has, named <c>max</c> and the metric's name.</summary>
/// <remarks>Only for those that stand in one place of a function's counts; a maximum of a sum of classes would need a count of its own.</remarks>
public static class MaximumMetrics
{
    private static readonly (ComplexityMetric Metric, int Counter)[] Sources =
    [
        (FunctionMetrics.BodyBytes, FunctionCounter.BodyBytes),
        (FunctionMetrics.Instructions, FunctionCounter.Instructions),
        (FunctionMetrics.Parameters, FunctionCounter.Parameters),
        (FunctionMetrics.Locals, FunctionCounter.Locals),
        (FunctionMetrics.BranchTableLabels, FunctionCounter.BranchTableLabels),
        (PredictorMetrics.CodeOperators, FunctionCounter.CodeOperators),
        (PredictorMetrics.MemoryAccesses, FunctionCounter.MemoryAccesses),
        (PredictorMetrics.HeavyOperators, FunctionCounter.HeavyOperators),
        (PredictorMetrics.ReachableIndirectCalls, FunctionCounter.ReachableIndirectCalls),
        (PredictorMetrics.BasicBlocks, FunctionCounter.BasicBlocks),
        (PredictorMetrics.JoinArguments, FunctionCounter.JoinArguments),
        (PredictorMetrics.ValuesLiveAcrossBlocks, FunctionCounter.LiveAcrossBlocks),
        (PredictorMetrics.ValuesLiveAcrossCalls, FunctionCounter.LiveAcrossCalls),
        (PredictorMetrics.ResultCarryingBlocks, FunctionCounter.ResultCarryingBlocks),
        (PredictorMetrics.FarUses, FunctionCounter.FarUses),
        (PredictorMetrics.Memory64Accesses, FunctionCounter.Memory64Accesses),
        (InstructionMetrics.GcOperators, FunctionCounter.GcOperators),
        .. Enum.GetValues<InstructionClass>().Select(@class => (InstructionMetrics.ForClass(@class), (int)@class)),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ComplexityMetric> All { get; } = [.. Sources.Select(source => Largest(source.Metric, source.Counter))];

    private static ComplexityMetric Largest(ComplexityMetric metric, int counter) =>
        ComplexityMetric.ForModule(
            $"max{char.ToUpperInvariant(metric.Name[0])}{metric.Name[1..]}",
            metric.Unit,
            $"The most of {metric.Name} that a single function has.",
            totals => totals.Maxima[counter]);
}
