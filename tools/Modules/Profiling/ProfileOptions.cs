namespace CompileBench.Modules.Profiling;

/// <summary>What a profile keeps of single functions.</summary>
public sealed record ProfileOptions
{
    /// <summary>Ten functions, by the size of their bodies.</summary>
    public static ProfileOptions Default { get; } = new();

    /// <summary>How many of the heaviest functions are kept; 0 for none, <see cref="int.MaxValue"/> for all.</summary>
    public int HeaviestFunctions { get; init; } = 10;

    /// <summary>The metric that functions are ranked by. Of equal functions the earlier one comes first.</summary>
    public ComplexityMetric HeaviestBy { get; init; } = FunctionMetrics.BodyBytes;

    /// <summary>Called for each function while the module is read, in the module's order.</summary>
    public FunctionCallback? OnFunction { get; init; }
}
