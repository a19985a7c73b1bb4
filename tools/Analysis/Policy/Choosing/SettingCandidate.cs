namespace CompileBench.Analysis.Policy.Choosing;

/// <summary>What one setting is expected to cost for one module.</summary>
/// <param name="Settings">The setting.</param>
/// <param name="Compile">Time of one compile, in nanoseconds, above 0; the mean of what is expected.</param>
/// <param name="Run">Time of one run, in nanoseconds, 0 or more.</param>
public sealed record SettingCandidate(string Settings, double Compile, double Run)
{
    /// <summary>The time that the compile a deadline is about is not expected to exceed, in nanoseconds; null where it is not known: then <see cref="Compile"/> counts.</summary>
    public double? CompileAtMost { get; init; }

    /// <summary>The peak memory that the compile is not expected to exceed, in bytes; null where it is not known: then no limit of memory is judged.</summary>
    public double? BytesAtMost { get; init; }

    /// <summary>Nanoseconds of one compile and of this number of runs.</summary>
    public double TotalAfter(double runs) => Compile + (runs * Run);
}
