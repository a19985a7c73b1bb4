namespace CompileBench.Modules.Profiling;

/// <summary>Metrics of a function's size and shape; a module's value is the sum, or the largest where the description says so.</summary>
public static class FunctionMetrics
{
    public static ComplexityMetric BodyBytes { get; } = ComplexityMetric.Sum(
        "bodyBytes", MetricUnit.Bytes, "Bytes of function bodies: locals and instructions.", counters => counters[FunctionCounter.BodyBytes]);

    public static ComplexityMetric Instructions { get; } =
        Sum("instructions", "Instructions, every end included.", FunctionCounter.Instructions);

    public static ComplexityMetric UnreachableInstructions { get; } =
        Sum("unreachableInstructions", "Instructions between an unconditional branch and the end of its block: never compiled.", FunctionCounter.UnreachableInstructions);

    public static ComplexityMetric Parameters { get; } = Sum("parameters", "Parameters of functions with a body.", FunctionCounter.Parameters);

    public static ComplexityMetric Results { get; } = Sum("results", "Results of functions with a body.", FunctionCounter.Results);

    public static ComplexityMetric Locals { get; } = Sum("locals", "Declared locals, parameters not counted.", FunctionCounter.Locals);

    public static ComplexityMetric BranchTableLabels { get; } =
        Sum("branchTableLabels", "Labels of all br_table, defaults included.", FunctionCounter.BranchTableLabels);

    public static ComplexityMetric NestingDepth { get; } =
        ComplexityMetric.Maximum("nestingDepth", "The most blocks open at once; of a module, its deepest function's.", FunctionCounter.NestingDepth);

    public static ComplexityMetric OperandStackDepth { get; } = ComplexityMetric.Maximum(
        "operandStackDepth", "The most values on the operand stack at once in reachable code; of a module, its deepest function's.", FunctionCounter.OperandStackDepth);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ComplexityMetric> All { get; } =
        [BodyBytes, Instructions, UnreachableInstructions, Parameters, Results, Locals, BranchTableLabels, NestingDepth, OperandStackDepth];

    private static ComplexityMetric Sum(string name, string description, int counter) =>
        ComplexityMetric.Sum(name, MetricUnit.Count, description, counters => counters[counter]);
}
