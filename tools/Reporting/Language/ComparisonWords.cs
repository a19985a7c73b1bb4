using System.Globalization;
using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Timing;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Language;

/// <summary>Verdicts and metrics as tables name them.</summary>
public static class ComparisonWords
{
    private const double WidestFactor = 10;

    /// <summary>A verdict in lower case.</summary>
    public static string ForVerdict(ChangeVerdict verdict) => verdict switch
    {
        ChangeVerdict.Equivalent => "no change that matters",
        ChangeVerdict.Inconclusive => "inconclusive",
        _ => verdict.ToString().ToLowerInvariant(),
    };

    /// <summary>A case's module for tables and labels: <c>sqlite</c>, or <c>sqlite (execute)</c> where it was not compiled but executed.</summary>
    /// <param name="name">The name of the module, or the part of it for which there is room.</param>
    /// <param name="operation">The operation.</param>
    public static string ForModule(string name, string operation) => name + Marked(operation);

    /// <summary>A summary's settings for tables and labels: <c>winch</c>, or <c>winch (execute)</c>.</summary>
    public static string ForSettings(ComparisonSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return summary.Settings + Marked(summary.Operation);
    }

    /// <summary>The past participle of an operation: <c>compiled</c>.</summary>
    internal static string Past(string operation) => OperationDescription.Find(operation)?.Past ?? "completed";

    /// <summary>Whether an operation is the one that comparisons are about where they do not name it.</summary>
    internal static bool IsCompile(string operation) => OperationDescription.RoleOf(operation) == OperationRole.Subject;

    /// <summary>A metric: <c>wall time</c>.</summary>
    public static string ForMetric(ComparisonMetric metric) => metric.Describe().Words;

    /// <summary>The same as a word for file names and columns: <c>wall</c>, <c>cpu</c>, <c>instructions</c>, <c>memory</c>.</summary>
    public static string Name(ComparisonMetric metric) => metric.Describe().Name;

    /// <summary>A ratio with its bounds, where those say anything: two or three values at a suite's misrate give bounds without end.</summary>
    public static string Ratio(double? ratio, Bounds? bounds)
    {
        if (ratio is not { } value || bounds is not { } b)
        {
            return RatioText.WithBounds(ratio, null);
        }

        return Telling(value, b) is null ? $"{RatioText.Format(value)} (too few values for bounds)"
            : LiesJustBeside(b.Lower) || LiesJustBeside(b.Upper) ? string.Create(CultureInfo.InvariantCulture, $"{value:0.000}x ({b.Lower:0.000}x to {b.Upper:0.000}x)")
            : RatioText.Format(value, b.Lower, b.Upper);
    }

    /// <summary>The bounds where they lie within a factor of ten of the ratio; else null.</summary>
    public static Bounds? Telling(double ratio, Bounds? bounds) =>
        bounds is { } b && b.Upper < ratio * WidestFactor && b.Lower > ratio / WidestFactor ? b : null;

    private static string Marked(string operation) => IsCompile(operation) ? "" : $" ({operation})";

    // With two decimals it would read as 1, and on which side of 1 a bound lies is what the verdict hangs on.
    private static bool LiesJustBeside(double bound) => bound is > 0.995 and < 1.005;

    /// <summary>What a table says of a case: its verdict, or why it was not compared.</summary>
    public static string ForCase(CompileTimeComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return (comparison.Reason, comparison.Message) switch
        {
            (OpenReason.Failed, { } message) => $"not {Past(comparison.Case.Operation)} by both: {message}",
            (OpenReason.Failed, null) => $"not {Past(comparison.Case.Operation)} by both",
            (_, { } message) => $"not judged: {message}",
            _ => ForVerdict(comparison.Verdict),
        };
    }

    /// <summary>
    /// How many comparisons have a verdict, of those that both engines completed: <c>10 of 12 comparisons decided</c>. Every sentence about a duel takes its count from here.
    /// </summary>
    public static string Decided(IReadOnlyCollection<CompileTimeComparison> comparisons)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        return $"{comparisons.Count(IsDecided)} of {CountText.Format(comparisons.Count(WasJudged), "comparison")} decided";
    }

    /// <summary>Whether a comparison has a verdict.</summary>
    public static bool IsDecided(CompileTimeComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return comparison.Verdict != ChangeVerdict.Inconclusive;
    }

    /// <summary>
    /// The number of cases with each verdict: <c>3 slower, 27 no change that matters, 1 not compiled by both</c>. A case that an engine refused
    /// or failed has no verdict and is not inconclusive.
    /// </summary>
    public static string Counts(IReadOnlyCollection<CompileTimeComparison> comparisons)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        var verdicts = comparisons.Where(WasJudged).GroupBy(c => c.Verdict).OrderByDescending(g => g.Key).Select(g => $"{g.Count()} {ForVerdict(g.Key)}");
        var failed = comparisons.Where(c => !WasJudged(c)).GroupBy(c => c.Case.Operation).Select(g => $"{g.Count()} not {Past(g.Key)} by both");
        return string.Join(", ", verdicts.Concat(failed));
    }

    /// <summary>Whether both engines completed the case, so that more measuring can give a verdict.</summary>
    public static bool WasJudged(CompileTimeComparison comparison) => comparison is not { Verdict: ChangeVerdict.Inconclusive, Reason: OpenReason.Failed };
}
