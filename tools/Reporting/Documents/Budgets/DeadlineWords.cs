using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Budgets;

/// <summary>What a deadline report says, in sentences that the screen and a document share.</summary>
public static class DeadlineWords
{
    private const int MostLines = 20;

    /// <summary><c>deadline of 200 ms, judged by the cold compile: 2 over, 1 too close to call, 39 within</c>.</summary>
    public static string Headline(DeadlineReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var counts = new List<string> { $"{report.Over.Count} over" };
        if (report.TooCloseToCall.Count > 0)
        {
            counts.Add($"{report.TooCloseToCall.Count} too close to call");
        }

        counts.Add($"{report.WithinCount} within");
        if (report.Unknown.Count > 0)
        {
            counts.Add($"{report.Unknown.Count} not known");
        }

        return $"deadline of {DurationText.Format(report.Deadline.TotalNanoseconds)}, judged by the cold compile: {string.Join(", ", counts)}";
    }

    /// <summary>Which settings keep to the deadline for every module.</summary>
    public static string Answer(DeadlineReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.SettingsWithinEverywhere.Count > 0
            ? $"within it for every module that compiled: {string.Join(", ", report.SettingsWithinEverywhere)}"
            : "no setting is certainly within it for every module";
    }

    /// <summary>The headline, the settings within the deadline and a line for each case that is not within the deadline, the longest twenty; how many more there are.</summary>
    public static IEnumerable<string> Lines(DeadlineReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Over.Count + report.TooCloseToCall.Count + report.Unknown.Count + report.WithinCount == 0)
        {
            return [$"deadline of {DurationText.Format(report.Deadline.TotalNanoseconds)}: not judged, because the run has no compile"];
        }

        List<DeadlineCase> cases = [.. report.Over, .. report.TooCloseToCall, .. report.Unknown];
        var rest = cases.Count - MostLines;
        return [Headline(report), Answer(report), .. cases.Take(MostLines).Select(ForCase), .. rest > 0 ? [$"and {rest} more: see the report"] : Array.Empty<string>()];
    }

    /// <summary>The verdict in words.</summary>
    public static string Verdict(DeadlineCase one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return one.Verdict switch
        {
            BudgetVerdict.Over => "over",
            BudgetVerdict.TooCloseToCall => "too close to call",
            BudgetVerdict.Within => "within",
            _ => "not known",
        };
    }

    /// <summary>The cold time with its bounds, or with the number of samples where there are none.</summary>
    public static string Time(DeadlineCase one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return one switch
        {
            { Nanoseconds: null } => "no cold compile",
            { Outcome: not Results.Schema.OutcomeKind.Completed } => DurationText.AtLeast(one.Nanoseconds),
            { Bounds: { } bounds } => $"{DurationText.Format(one.Nanoseconds)} ({DurationText.Format(bounds.Lower)} to {DurationText.Format(bounds.Upper)})",
            _ => $"{DurationText.Format(one.Nanoseconds)} ({one.SampleCount} {(one.SampleCount == 1 ? "sample" : "samples")})",
        };
    }

    /// <summary>The closest setting that keeps to the deadline.</summary>
    public static string Remedy(DeadlineCase one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return one.FirstSettingWithin is { } settings ? $"within it under {settings} ({DurationText.Format(one.NanosecondsWithin)})" : "no measured setting is certainly within it";
    }

    private static string ForCase(DeadlineCase one) => $"{Verdict(one)}: {one.Case.Module} {one.Case.Settings} {one.Case.Engine}: cold {Time(one)}; {Remedy(one)}";
}
