namespace CompileBench.Analysis.Policy.BreakEven;

/// <summary>What one setting costs for one module: a compile once, and then every run.</summary>
/// <param name="Settings">The setting.</param>
/// <param name="Compile">Time of a compile, in nanoseconds.</param>
/// <param name="Run">Time of one run, in nanoseconds: instantiate, where it was measured, and execute.</param>
public sealed record SettingCost(string Settings, double Compile, double Run)
{
    /// <summary>Nanoseconds of one compile and of this number of runs.</summary>
    public double TotalAfter(double runs) => Compile + (runs * Run);
}
