namespace CompileBench.Benchmarks.Plan;

/// <summary>The values of the benchmarks' parameters in the host.</summary>
/// <param name="Modules">Module names, in catalog order.</param>
/// <param name="Settings">Settings names, baseline first.</param>
/// <param name="Engines">Engine labels, in the order they were given.</param>
public sealed record SuiteParameters(IReadOnlyList<string> Modules, IReadOnlyList<string> Settings, IReadOnlyList<string> Engines)
{
    /// <summary>What is planned; empty in a child, which needs no list.</summary>
    public static SuiteParameters Current { get; set; } = new([], [], []);
}
