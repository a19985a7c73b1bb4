using System.CommandLine;
using System.Globalization;
using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Measuring;

namespace CompileBench.CommandLine.Options;

/// <summary>
/// <c>--budget</c>, <c>--budget-factor</c> and <c>--fail-over-budget</c>: the time one compile may take in a fuzzer, which runs it much slower; and
/// <c>--deadline</c>: the time that the first compile of a program may take.
/// </summary>
public sealed class BudgetOptions
{
    /// <summary>The time.</summary>
    public TimeOption Budget { get; } = new("--budget", "time one compile may take in a fuzzer, judged by the warm time (default 60s)");

    /// <summary>How many times slower a compile is in the fuzzer, from 1.</summary>
    public Option<double?> Factor { get; } = new("--budget-factor") { Description = "factor by which a compile is slower in the fuzzer (default 20)" };

    /// <summary>Whether a compile over the budget makes the command fail.</summary>
    public Option<bool> FailOver { get; } = new("--fail-over-budget") { Description = "exit with code 1 if a compile exceeds the budget" };

    /// <summary>The deadline.</summary>
    public TimeOption Deadline { get; } = new("--deadline", "time that the first compile of a process may take, judged with its uncertainty; exit with 1 when one takes longer (default: none)");

    /// <summary>The options, in the order of help.</summary>
    public IReadOnlyList<Option> All => [Budget, Factor, FailOver, Deadline];

    /// <summary>The deadline that a command line names; null where it names none.</summary>
    /// <exception cref="UsageException">The deadline is nothing.</exception>
    public TimeSpan? ReadDeadline(ParseResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.GetValue(Deadline) is not { } deadline ? null
            : deadline > TimeSpan.Zero ? deadline
            : throw new UsageException($"{Deadline.Name} is out of range: give more than 0, such as 200ms");
    }

    /// <summary>The budget that a command line asks for: a fuzzer's minute at a twentieth of the speed unless it says otherwise.</summary>
    /// <exception cref="UsageException">The factor is below 1.</exception>
    public CompileBudget Read(ParseResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var factor = result.GetValue(Factor);
        return factor is null || (double.IsFinite(factor.Value) && factor >= 1)
            ? new CompileBudget(result.GetValue(Budget) ?? CompileBudget.ForFuzzers.Limit, factor ?? CompileBudget.ForFuzzers.Factor)
            : throw new UsageException(
                $"{Factor.Name} {factor.Value.ToString(CultureInfo.InvariantCulture)} is below 1: give how many times slower a compile is in the fuzzer, such as 20");
    }
}
