using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Policy.BreakEven;

/// <summary>When a setting that compiles longer pays, compared with the setting that compiles the module fastest.</summary>
/// <param name="Module">The module.</param>
/// <param name="Settings">The setting that compiles longer.</param>
/// <param name="Cheapest">The setting that compiles the module fastest.</param>
/// <param name="Compile">Time of a compile under <paramref name="Settings"/>, in nanoseconds.</param>
/// <param name="Run">Time of one run under it, in nanoseconds: instantiate, where it was measured, and execute.</param>
/// <param name="Runs">
/// The number of runs after which both settings have cost the same in total, not rounded; infinite where a run is not shorter, so that the setting
/// never pays; 0 where both compile equally long.
/// </param>
/// <param name="Bounds">Where <paramref name="Runs"/> lies, from the bounds of the four times; the upper end is infinite where a shorter run is not certain; null where a time has no bounds.</param>
public sealed record BreakEvenPoint(string Module, string Settings, string Cheapest, double Compile, double Run, double Runs, Bounds? Bounds)
{
    /// <summary>Whether the setting pays after some number of runs, by the estimates.</summary>
    public bool Pays => double.IsFinite(Runs);

    /// <summary>The seconds of execution under the setting after which it pays; infinite where it never does.</summary>
    public double Seconds => Runs * Run / 1e9;
}
