using System.Globalization;
using CompileBench.Analysis.Policy.Budgets;

namespace CompileBench.Measuring.Selection;

/// <summary>Reads <c>--budget</c> and <c>--budget-factor</c>: how long a compile may take where it runs much slower.</summary>
public static class BudgetOption
{
    /// <summary>The budget.</summary>
    /// <param name="time">A time as people write it; null for a fuzzer's minute.</param>
    /// <param name="factor">How many times slower it is there, from 1; null for a fuzzer's twenty.</param>
    /// <exception cref="UsageException">The time is none, or the factor is below 1.</exception>
    public static CompileBudget Read(string? time, double? factor)
    {
        if (factor is { } asked && !(double.IsFinite(asked) && asked >= 1))
        {
            throw new UsageException($"--budget-factor {asked.ToString(CultureInfo.InvariantCulture)} is below 1: say how many times slower a compile is there, such as 20");
        }

        return new CompileBudget(
            OptionQuantities.Time("--budget", time) ?? CompileBudget.ForFuzzers.Limit,
            factor ?? CompileBudget.ForFuzzers.Factor);
    }
}
