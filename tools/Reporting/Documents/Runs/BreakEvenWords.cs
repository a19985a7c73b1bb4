using System.Globalization;
using CompileBench.Analysis.Policy.BreakEven;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Runs;

/// <summary>Break-even points as tables and charts name them.</summary>
internal static class BreakEvenWords
{
    /// <summary>What stands where a setting does not pay after any number of runs.</summary>
    public const string Never = "never";

    /// <summary>A number of runs: <c>200 runs</c>, or <c>never</c> where it is infinite.</summary>
    public static string Runs(double runs) =>
        !double.IsFinite(runs) ? Never
        : runs <= 1 ? "1 run"
        : runs < 10 ? string.Create(CultureInfo.InvariantCulture, $"{runs:0.0} runs")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(runs):#,0} runs");

    /// <summary>The bounds of a number of runs: <c>150 runs to 260 runs</c>.</summary>
    public static string Range(BreakEvenPoint point) => point.Bounds is { } b ? $"{Runs(b.Lower)} to {Runs(b.Upper)}" : NotAvailable.Text;

    /// <summary>The time of execution after which a setting pays, or <c>never</c>.</summary>
    public static string Execution(BreakEvenPoint point) => point.Pays ? DurationText.Format(point.Seconds * 1e9) : Never;

    /// <summary>When a setting pays: <c>pays after 200 runs</c>, or <c>never pays</c>.</summary>
    public static string Pays(BreakEvenPoint point) => point.Pays ? $"pays after {Runs(point.Runs)}" : "never pays";
}
