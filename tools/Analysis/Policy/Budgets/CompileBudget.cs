using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Policy.Budgets;

/// <summary>What one compile may take where it runs much slower than here, as in a fuzzer built with sanitizers.</summary>
/// <param name="Limit">The time it may take there, more than nothing.</param>
/// <param name="Factor">How many times slower it is there, from 1.</param>
public sealed record CompileBudget(TimeSpan Limit, double Factor)
{
    /// <summary>A minute at twenty times: the limit of Wasmtime's fuzzers, and what sanitizers and coverage cost at least.</summary>
    public static CompileBudget ForFuzzers { get; } = new(TimeSpan.FromSeconds(60), 20);

    /// <summary>What one compile may take here, in nanoseconds.</summary>
    public double NativeNanoseconds => Limit.TotalNanoseconds / Factor;

    /// <summary>Judges a measured time by its bounds. A time without bounds is judged by itself.</summary>
    /// <param name="estimate">The time of one compile here.</param>
    public BudgetVerdict Judge(TimeEstimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        Bounds bounds = estimate.Bounds ?? new Bounds(estimate.Centre, estimate.Centre);
        return bounds.Lower > NativeNanoseconds ? BudgetVerdict.Over
            : bounds.Upper > NativeNanoseconds ? BudgetVerdict.TooCloseToCall
            : BudgetVerdict.Within;
    }

    /// <summary>What a compile that takes so long here takes there.</summary>
    /// <param name="nanoseconds">Nanoseconds here.</param>
    /// <returns>Nanoseconds there.</returns>
    public double Slowed(double nanoseconds) => nanoseconds * Factor;
}
