using CompileBench.Analysis.Policy.Choosing;

namespace CompileBench.Analysis.Policy.Evaluation;

/// <summary>What one setting costs for one module, measured and as the policy expects it without having seen the module's package. All in nanoseconds.</summary>
/// <param name="Settings">The setting.</param>
/// <param name="Compile">Time of a compile, measured.</param>
/// <param name="Run">Time of one run: measured where the module was executed, else assumed.</param>
/// <param name="Expected">What the policy compares.</param>
public sealed record CaseCosts(string Settings, double Compile, double Run, SettingCandidate Expected)
{
    /// <summary>Time of the first compile of a process, measured; null where it was not.</summary>
    public double? FirstCompile { get; init; }

    /// <summary>Nanoseconds of one compile and of this number of runs, measured.</summary>
    public double TotalAfter(double runs) => Compile + (runs * Run);

    /// <summary>Whether the first compile took no longer than the deadline; true where there is none.</summary>
    public bool Meets(double? deadline) => deadline is null || FirstCompile <= deadline;
}
