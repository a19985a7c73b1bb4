using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Analysis.Comparison.Duel;
using CompileBench.Measuring.Duel;
using CompileBench.Reporting.Language;
using Spectre.Console;

namespace CompileBench.Cli.Comparing;

/// <summary>What <c>duel --calibrate --json</c> prints.</summary>
/// <param name="Engine">The engine that met itself.</param>
/// <param name="Calibration">One a metric.</param>
internal sealed record CalibrationOutput(string Engine, IReadOnlyList<SelfDuel> Calibration)
{
    /// <summary>Sums duels up.</summary>
    public static CalibrationOutput Of(IReadOnlyList<DuelResult> results) =>
        new(results[0].Baseline.Label, SelfDuel.ForMetrics([.. results.Select(r => (r.Comparisons, r.Summaries))], results[0].Options));

    /// <summary>As JSON.</summary>
    public string Json() => JsonSerializer.Serialize(this, CalibrationContext.Default.CalibrationOutput);

    /// <summary>As a table and sentences.</summary>
    public void Print()
    {
        var table = new Table().Border(TableBorder.Simple).Title(Markup.Escape($"{Engine} against itself"))
            .AddColumns("metric", "duels", "judged cases", "false alarms", "alarm rate below (95%)", "bounds that miss", "equivalent", "median case shows", "worst case shows");
        foreach (var c in Calibration)
        {
            table.AddRow(
                ComparisonWords.ForMetric(c.Metric), $"{c.Duels}", $"{c.Comparisons}", $"{c.FalseAlarms}", PercentText.Format(c.AlarmRateUpper), $"{c.MissingBounds}", $"{c.Equivalent}",
                Change(c, c.MedianDetectable), Change(c, c.LargestDetectable));
        }

        CliConsole.Write(table);
        foreach (var c in Calibration.Where(c => c.Comparisons > 0))
        {
            Console.WriteLine($"{ComparisonWords.ForMetric(c.Metric)}: with this effort, on this machine right now, half of the cases would show a change of {Change(c, c.MedianDetectable)} nine times in ten");
        }
    }

    // From a doubling on a share in per cent tells a person nothing.
    private static string Change(SelfDuel metric, double? share) => share switch
    {
        null when metric.Comparisons == 0 => PercentText.Format(null),
        null => $"over {RatioText.Format(SelfDuel.Absurd + 1)}",
        < 1 => PercentText.Format(share),
        _ => RatioText.Format(share + 1),
    };

    /// <summary>1 where false alarms are more than the promised misrate makes likely, else 0.</summary>
    public int ExitCode(double suiteMisrate) => Calibration.Any(c => c.IsTooMany(suiteMisrate)) ? 1 : 0;
}

/// <summary>Serializers made at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CalibrationOutput))]
internal sealed partial class CalibrationContext : JsonSerializerContext;
