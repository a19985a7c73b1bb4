using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Analysis.Comparison.Duel;
using CompileBench.Reporting.Documents.Tables;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Comparisons;

/// <summary>The result of <c>duel --calibrate</c>, as JSON and as console text.</summary>
/// <param name="Engine">The engine that was compared with itself.</param>
/// <param name="Calibration">One element per metric.</param>
public sealed record CalibrationDocument(string Engine, IReadOnlyList<SelfDuel> Calibration)
{
    /// <summary>Sums duels up.</summary>
    /// <param name="results">The duels, at least one.</param>
    public static CalibrationDocument FromResults(IReadOnlyList<DuelResult> results) =>
        new(results[0].Baseline.Label, SelfDuel.ForMetrics([.. results.Select(r => (r.Comparisons, r.Summaries))], results[0].Options));

    /// <summary>Writes the document as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, CalibrationJson.Default.CalibrationDocument);

    /// <summary>Makes a table, and one sentence per metric.</summary>
    public TextDocument ToText()
    {
        var table = new TextTable(
            "metric", ">duels", ">judged cases", ">false alarms", ">alarm rate below (95%)", ">bounds that miss", ">equivalent", ">median case shows", ">worst case shows")
        {
            LeaveOut = ["duels"],
            Title = $"{Engine} against itself",
        };
        foreach (var c in Calibration)
        {
            table.AddRow(
                ComparisonWords.ForMetric(c.Metric), $"{c.Duels}", $"{c.Comparisons}", $"{c.FalseAlarms}", PercentText.Format(c.AlarmRateUpper), $"{c.MissingBounds}", $"{c.Equivalent}",
                Change(c, c.MedianDetectable), Change(c, c.LargestDetectable));
        }

        var text = new TextDocument();
        text.Add(table);
        foreach (var c in Calibration.Where(c => c.Comparisons > 0))
        {
            text.Add($"{ComparisonWords.ForMetric(c.Metric)}: with this effort, on this machine now, half of the cases would show a change of {Change(c, c.MedianDetectable)} with a probability of 90%");
        }

        return text;
    }

    /// <summary>1 where there are more false alarms than the promised misrate makes likely, else 0.</summary>
    public int ExitCode(double suiteMisrate) => Calibration.Any(c => c.IsTooMany(suiteMisrate)) ? 1 : 0;

    // From a doubling on, a factor is easier to read than a percentage.
    private static string Change(SelfDuel metric, double? share) => share switch
    {
        null when metric.Comparisons == 0 => PercentText.Format(null),
        null => $"over {RatioText.Format(SelfDuel.Absurd + 1)}",
        < 1 => PercentText.Format(share),
        _ => RatioText.Format(share + 1),
    };
}

/// <summary>Serializers made at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CalibrationDocument))]
internal sealed partial class CalibrationJson : JsonSerializerContext;
