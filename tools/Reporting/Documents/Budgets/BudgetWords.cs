using System.Globalization;
using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Budgets;

/// <summary>What a budget report says, in sentences that the screen and a document share.</summary>
public static class BudgetWords
{
    private const int MostLines = 20;

    /// <summary><c>budget of 60.0 s when 20 times slower, 3.00 s here: 2 over, 89 within</c>; with a factor of 1 <c>budget of 200 ms: 2 over, 89 within</c>.</summary>
    public static string Headline(BudgetReport report)
    {
        var counts = new List<string> { $"{report.Over.Count} over", $"{report.WithinCount} within" };
        if (report.TooCloseToCall.Count > 0)
        {
            counts.Add($"{report.TooCloseToCall.Count} too close to call");
        }

        if (report.Unknown.Count > 0)
        {
            counts.Add($"{report.Unknown.Count} stopped before it was known");
        }

        var here = IsSlowed(report) ? $"{WhenSlower(report)}, {DurationText.Format(report.Budget.NativeNanoseconds)} here" : "";
        return $"budget of {DurationText.Format(report.Budget.Limit.TotalNanoseconds)}{here}: {string.Join(", ", counts)}";
    }

    /// <summary>The headline and a line for each case that does not keep to the budget, the longest twenty; how many more there are. Nothing where no compile was judged.</summary>
    public static IEnumerable<string> Lines(BudgetReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.JudgedCount == 0)
        {
            return [];
        }

        var cases = report.NotWithin.ToList();
        var rest = cases.Count - MostLines;
        return [Headline(report), .. cases.Take(MostLines).Select(one => ForCase(one, report)), .. rest > 0 ? [$"and {rest} more: see the report"] : Array.Empty<string>()];
    }

    /// <summary>One case in one line.</summary>
    public static string ForCase(BudgetedCase one, BudgetReport report)
    {
        var name = $"{one.Case.Module} {one.Case.Settings} {one.Case.Engine}";
        return one.Verdict switch
        {
            BudgetVerdict.Over => $"over budget: {name}: {Time(one)}{(IsSlowed(report) ? $", {Slowed(one, report)}{WhenSlower(report)}" : "")}; {Remedy(one)}",
            BudgetVerdict.TooCloseToCall => $"too close to call: {name}: {Time(one)}, its bounds are on both sides of the budget; {Remedy(one)}",
            _ => $"budget not known: {name}: {Time(one)}; {Remedy(one)}",
        };
    }

    /// <summary>The verdict on one case without its name: <c>over: 1.2 min when 20 times slower; within it under winch (90.1 ms)</c>.</summary>
    public static string Verdict(BudgetedCase one, BudgetReport report) => one.Verdict switch
    {
        BudgetVerdict.Over => $"over: {Slowed(one, report)}{WhenSlower(report)}; {Remedy(one)}",
        BudgetVerdict.TooCloseToCall => $"too close to call: its bounds are on both sides of the budget; {Remedy(one)}",
        _ => $"not known: it was stopped before; {Remedy(one)}",
    };

    /// <summary>The time of one compile here, or what is known of it.</summary>
    public static string Time(BudgetedCase one) => one switch
    {
        { Nanoseconds: null } => CaseText.Outcome(one.Outcome),
        { IsLowerBound: true } => DurationText.AtLeast(one.Nanoseconds),
        _ => DurationText.Format(one.Nanoseconds),
    };

    /// <summary>The time there.</summary>
    public static string Slowed(BudgetedCase one, BudgetReport report) => one switch
    {
        { Nanoseconds: not { } } => NotAvailable.Text,
        { IsLowerBound: true } => DurationText.AtLeast(report.Budget.Slowed(one.Nanoseconds.Value)),
        _ => DurationText.Format(report.Budget.Slowed(one.Nanoseconds.Value)),
    };

    /// <summary>The first setting that would bring it under.</summary>
    public static string Remedy(BudgetedCase one) =>
        one.FirstSettingWithin is { } settings
            ? $"within it under {settings} ({DurationText.Format(one.NanosecondsWithin)})"
            : "no measured setting is within it";

    private static bool IsSlowed(BudgetReport report) => report.Budget.Factor != 1;

    private static string WhenSlower(BudgetReport report) => IsSlowed(report) ? $" when {FactorOf(report)} times slower" : "";

    /// <summary>The factor as people write it.</summary>
    public static string FactorOf(BudgetReport report) => report.Budget.Factor.ToString("0.###", CultureInfo.InvariantCulture);
}
