namespace CompileBench.Analysis.Policy.Advising;

/// <summary>How much a module is used after a compile: a number of runs, or the time that they take under Wasmtime's default settings.</summary>
public readonly record struct Demand
{
    private Demand(double? runs, double? seconds) => (Runs, Seconds) = (runs, seconds);

    /// <summary>The number of runs; null where the demand is a time.</summary>
    public double? Runs { get; }

    /// <summary>Seconds of execution under the default settings; null where the demand is a number of runs.</summary>
    public double? Seconds { get; }

    /// <summary>No run: only the compile counts.</summary>
    public static Demand CompileOnly { get; } = new(0, null);

    /// <summary>This many runs, from 0.</summary>
    public static Demand FromRuns(double runs) => new(Checked(runs), null);

    /// <summary>As many runs as take this many seconds under the default settings, from 0.</summary>
    public static Demand FromSeconds(double seconds) => new(null, Checked(seconds));

    /// <summary>The number of runs, not necessarily whole.</summary>
    /// <param name="runNanoseconds">The time of one run under the default settings, above 0.</param>
    public double ToRuns(double runNanoseconds) => Runs ?? (Seconds!.Value * 1e9 / runNanoseconds);

    private static double Checked(double value) => value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "a demand is 0 or more");
}
