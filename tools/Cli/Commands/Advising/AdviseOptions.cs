using System.CommandLine;
using System.Globalization;
using CompileBench.Analysis.Policy.Advising;
using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Analysis.Policy.Choosing;
using CompileBench.CommandLine.Options;
using CompileBench.Measuring;
using CompileBench.Results.Quantities;

namespace CompileBench.Cli.Commands.Advising;

/// <summary>The options of <c>advise</c> that say what is asked.</summary>
internal sealed class AdviseOptions
{
    // Without a demand, advice is for a module that runs for a second.
    private const double DefaultSeconds = 1;

    private readonly TimeOption _deadline = new("--deadline", "time that the first compile of a process may take (default: none)");
    private readonly SizeOption _memory = new("--memory", "memory that a compile may add (default: none)");
    private readonly Option<double?> _runs = new("--runs") { Description = "how often the compiled module runs" };
    private readonly Option<double?> _seconds = new("--seconds") { Description = "how many seconds the compiled module runs in all, under the default settings (default: 1)" };
    private readonly TimeOption _runTime = new("--run-time", "how long one run takes under the default settings (default: as measured or recorded, else the mean of other modules)");
    private readonly Option<string?> _fuzz = new("--fuzz") { Description = "advice for a fuzzer: the limit of one compile and how many times slower it is there, such as 60s/20", HelpName = "TIME/FACTOR" };

    /// <summary>The options, in the order of help.</summary>
    public IReadOnlyList<Option> All => [_deadline, _memory, _runs, _seconds, _runTime, _fuzz];

    /// <summary>The budget of a fuzzer; null where the advice is not for one.</summary>
    /// <exception cref="UsageException">The text is not a budget, or there are other options that a fuzzer has no use for.</exception>
    public CompileBudget? ReadBudget(ParseResult parsed)
    {
        if (parsed.GetValue(_fuzz) is not { } text)
        {
            return null;
        }

        Option[] others = [_deadline, _memory, _runs, _seconds, _runTime];
        if (others.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } other)
        {
            throw new UsageException($"{other.Name} cannot be given with {_fuzz.Name}: a fuzzer has one limit for each compile");
        }

        var parts = text.Split('/');
        return parts.Length == 2 && QuantityText.TryParseTime(parts[0], out var limit)
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) && factor >= 1 && double.IsFinite(factor)
            ? new CompileBudget(limit, factor)
            : throw new UsageException($"{_fuzz.Name} '{text}' is not a limit: write a time, a slash and how many times slower a compile is in the fuzzer, such as 60s/20");
    }

    /// <summary>The question.</summary>
    /// <exception cref="UsageException">A value is out of range, or the demand is given twice.</exception>
    public AdviceQuestion ReadQuestion(ParseResult parsed)
    {
        var (runs, seconds) = (Checked(_runs, parsed), Checked(_seconds, parsed));
        if (runs is not null && seconds is not null)
        {
            throw new UsageException($"{_runs.Name} and {_seconds.Name} both say how much the module is used: give one of them");
        }

        var demand = runs is { } number ? Demand.FromRuns(number) : Demand.FromSeconds(seconds ?? DefaultSeconds);
        return new AdviceQuestion(demand, new CompileLimits(parsed.GetValue(_deadline)?.TotalNanoseconds, parsed.GetValue(_memory))) { RunNanoseconds = parsed.GetValue(_runTime)?.TotalNanoseconds };
    }

    private static double? Checked(Option<double?> option, ParseResult parsed) => parsed.GetValue(option) is not { } value ? null
        : value >= 0 && double.IsFinite(value) ? value
        : throw new UsageException($"{option.Name} {value.ToString(CultureInfo.InvariantCulture)} is out of range: give 0 or more");
}
