using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Analysis;
using CompileBench.Reporting.Comparisons;

namespace CompileBench.Cli.Comparing;

/// <summary>What <c>duel --json</c> and <c>compare --json</c> print. Field names are the interface.</summary>
/// <param name="Comparisons">One a case and metric.</param>
/// <param name="Summary">One a setting and metric, and over all settings.</param>
/// <param name="Notes">Warnings, and what is unsupported and why.</param>
internal sealed record ComparisonJson(IReadOnlyList<ComparisonJson.Row> Comparisons, IReadOnlyList<ComparisonJson.SummaryRow> Summary, IReadOnlyList<string> Notes)
{
    /// <summary>The document as JSON.</summary>
    public static string Of(ComparisonDocument document) => JsonSerializer.Serialize(
        new ComparisonJson(
            [.. document.Comparisons.Select(c => new Row(
                c.Case.Phase, c.Case.Module, c.Case.Settings, c.Metric, document.Baseline, document.Candidate, c.Ratio, Finite(c.Bounds?.Lower), Finite(c.Bounds?.Upper), c.Verdict, c.Pairs,
                c.Verdict == ChangeVerdict.Inconclusive ? c.Reason.ToString() : null, c.Message))],
            [.. document.Summaries.Select(s => new SummaryRow(s.Settings, s.Metric, s.Ratio, Finite(s.Bounds?.Lower), Finite(s.Bounds?.Upper), s.Verdict, s.CaseCount))],
            document.Notes),
        ComparisonJsonContext.Relaxed.ComparisonJson);

    // JSON has no infinity: a side without bounds has null.
    private static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;

    /// <summary>One case by one metric.</summary>
    internal sealed record Row(
        string Phase, string Module, string Settings, ComparisonMetric Metric, string Baseline, string Candidate, double? Ratio, double? Lower, double? Upper,
        ChangeVerdict Verdict, int Pairs, string? Reason, string? Message);

    /// <summary>One geometric mean.</summary>
    internal sealed record SummaryRow(
        string Settings, ComparisonMetric Metric, double Ratio, double? Lower, double? Upper, ChangeVerdict Verdict, int Cases);
}

/// <summary>Serializers made at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ComparisonJson))]
internal sealed partial class ComparisonJsonContext : JsonSerializerContext
{
    /// <summary>The same with characters like plus signs written as themselves.</summary>
    public static ComparisonJsonContext Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
