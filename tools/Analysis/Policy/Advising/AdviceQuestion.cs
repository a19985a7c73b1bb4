using CompileBench.Analysis.Policy.Choosing;

namespace CompileBench.Analysis.Policy.Advising;

/// <summary>What advice is asked for.</summary>
/// <param name="Demand">How much a module is used after a compile.</param>
/// <param name="Limits">What the first compile of a process may take.</param>
public sealed record AdviceQuestion(Demand Demand, CompileLimits Limits)
{
    /// <summary>How settings are chosen.</summary>
    public SettingPolicy Policy { get; init; } = SettingPolicy.Default;

    /// <summary>Nanoseconds of one run under the default settings; null to take it from executions of the module, or else of other modules.</summary>
    public double? RunNanoseconds { get; init; }
}
