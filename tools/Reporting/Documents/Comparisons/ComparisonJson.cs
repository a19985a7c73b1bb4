using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Timing;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Comparisons;

/// <summary>The JSON document that <c>duel --json</c> and <c>compare --json</c> print and that <c>comparison.json</c> holds. Field names are the interface.</summary>
public sealed record ComparisonJson
{
    /// <summary>The name of the file in a duel's run directory and in every written report.</summary>
    public const string FileName = "comparison.json";

    private const int CurrentSchema = 1;

    /// <summary>The version of this schema; a reader refuses a newer one.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>One row per case and metric.</summary>
    public required IReadOnlyList<Row> Comparisons { get; init; }

    /// <summary>One row per setting and metric, and per metric over all settings.</summary>
    public required IReadOnlyList<SummaryRow> Summary { get; init; }

    /// <summary>The baseline's label.</summary>
    public required string Baseline { get; init; }

    /// <summary>The candidate's label.</summary>
    public required string Candidate { get; init; }

    /// <summary>How the engines were measured.</summary>
    public required string Method { get; init; }

    /// <summary>Where the figures come from.</summary>
    public required string Caption { get; init; }

    /// <summary>The probability that any bounds of such a comparison miss.</summary>
    public required double SuiteMisrate { get; init; }

    /// <summary>The relevance threshold of each metric, as a share.</summary>
    public required IReadOnlyDictionary<string, double> Thresholds { get; init; }

    /// <summary>Warnings, and unsupported settings with the reason.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Writes a comparison as JSON.</summary>
    public static string ToJson(ComparisonDocument document) => JsonSerializer.Serialize(
        new ComparisonJson
        {
            Comparisons = [.. document.Comparisons.Select(c => new Row(
                c.Case.Operation, c.Case.Operation, c.Case.Module, c.Case.Settings, c.Metric, document.Baseline, document.Candidate, c.Ratio, Finite(c.Bounds?.Lower), Finite(c.Bounds?.Upper),
                c.Verdict, c.Pairs, c.Verdict == ChangeVerdict.Inconclusive ? c.Reason : OpenReason.None, c.Message))],
            Summary = [.. document.Summaries.Select(s => new SummaryRow(s.Operation, s.Settings, s.Metric, s.Ratio, Finite(s.Bounds?.Lower), Finite(s.Bounds?.Upper), s.Verdict, s.CaseCount))],
            Baseline = document.Baseline,
            Candidate = document.Candidate,
            Method = document.Method,
            Caption = document.Caption,
            SuiteMisrate = document.SuiteMisrate,
            Thresholds = document.Metrics.ToDictionary(ComparisonWords.Name, document.ThresholdOf),
            Notes = document.Notes,
        },
        ComparisonJsonContext.Relaxed.ComparisonJson);

    /// <summary>Reads a comparison from a file.</summary>
    /// <param name="path">A duel's run directory, or the file itself.</param>
    /// <exception cref="RecordFormatException">There is no comparison, or it has a newer schema; the message names the path.</exception>
    public static ComparisonDocument Read(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        try
        {
            var kept = JsonSerializer.Deserialize(File.ReadAllBytes(file), ComparisonJsonContext.Relaxed.ComparisonJson) ?? throw new JsonException("it is null");
            if (kept.Schema > CurrentSchema)
            {
                throw new RecordFormatException($"{file} has schema {kept.Schema}, this tool reads up to {CurrentSchema}: use a newer compilebench");
            }

            return kept.Fault() is { } fault ? throw new RecordFormatException($"{file} cannot be used: {fault}") : kept.Document();
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new RecordFormatException($"{path} holds no comparison: give the run directory of a finished duel, or its {FileName}", e);
        }
    }

    // Faults that the JSON reader does not find: null elements, missing names, and reversed bounds.
    private string? Fault()
    {
        if (Comparisons.Any(r => r?.Module is null || (r.Operation ?? r.Phase) is null || r.Settings is null) || Summary.Any(s => s?.Settings is null) || Notes.Any(n => n is null))
        {
            return "a comparison, a summary or a note of it is null, or names no module or settings";
        }

        var turned = Comparisons.FirstOrDefault(r => r.Lower > r.Upper);
        return turned is not null ? $"{turned.Module} under {turned.Settings} has a lower bound above its upper one"
            : Summary.FirstOrDefault(s => s.Lower > s.Upper) is { } summary ? $"the summary of {summary.Settings} has a lower bound above its upper one"
            : null;
    }

    // JSON has no infinity: a missing bound is null.
    private static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;

    private static Bounds? BoundsOf(double? lower, double? upper) => lower is { } l && upper is { } u ? new Bounds(l, u) : null;

    private ComparisonDocument Document() => new()
    {
        Baseline = Baseline,
        Candidate = Candidate,
        Comparisons = [.. Comparisons.Select(r => new CompileTimeComparison
        {
            Case = new ComparedCase((r.Operation ?? r.Phase)!, r.Module, r.Settings),
            Metric = r.Metric,
            Ratio = r.Ratio,
            Bounds = BoundsOf(r.Lower, r.Upper),
            Basis = BoundsBasis.Unknown,
            Misrate = 0,
            Threshold = Threshold(r.Metric),
            Verdict = r.Verdict,
            Reason = r.Reason,
            Pairs = r.Pairs,
            IndependentValues = r.Pairs,
            Message = r.Message,
        })],
        Summaries = [.. Summary.Select(s => new ComparisonSummary(s.Settings, s.Metric, s.Ratio, BoundsOf(s.Lower, s.Upper), s.Verdict, s.Cases) { Operation = s.Operation ?? OperationNames.Compile })],
        ThresholdOf = Threshold,
        SuiteMisrate = SuiteMisrate,
        Method = Method,
        Caption = Caption,
        Notes = Notes,
    };

    private double Threshold(ComparisonMetric metric) => Thresholds.GetValueOrDefault(ComparisonWords.Name(metric), new ComparisonOptions().Threshold);

    /// <summary>One case by one metric. <c>Phase</c> is the former name of <c>Operation</c>: older documents have it alone, and it is written for one version.</summary>
    public sealed record Row(
        string? Operation, string? Phase, string Module, string Settings, ComparisonMetric Metric, string Baseline, string Candidate, double? Ratio, double? Lower, double? Upper,
        ChangeVerdict Verdict, int Pairs, [property: JsonConverter(typeof(JsonStringEnumConverter<OpenReason>))] OpenReason Reason, string? Message);

    /// <summary>One geometric mean. Older documents do not name its operation: they are about compiles.</summary>
    public sealed record SummaryRow(
        string? Operation, string Settings, ComparisonMetric Metric, double Ratio, double? Lower, double? Upper, ChangeVerdict Verdict, int Cases);
}

/// <summary>Serializers made at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ComparisonJson))]
internal sealed partial class ComparisonJsonContext : JsonSerializerContext
{
    /// <summary>The same, without escapes for characters such as plus signs.</summary>
    public static ComparisonJsonContext Relaxed { get; } = new(new JsonSerializerOptions(DocumentJson.CreateOptions()) { RespectNullableAnnotations = true });
}
