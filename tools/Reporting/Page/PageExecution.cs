using System.Text.Json;
using CompileBench.Analysis.Policy.BreakEven;
using CompileBench.Analysis.Policy.TradeOffs;
using CompileBench.Analysis.Runs;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Page;

/// <summary>
/// What the page shows of executions, for each engine under which modules were both compiled and executed: run times by setting, trade-offs, total times and
/// break-even points. <c>page-execution.js</c> is its only reader.
/// </summary>
internal static class PageExecution
{
    /// <summary>Writes <c>execution</c>: one object per engine; empty where nothing was executed.</summary>
    /// <param name="json">The page's data.</param>
    /// <param name="run">All runs as one.</param>
    /// <param name="settings">The page's settings: rows name them by position.</param>
    public static void Write(Utf8JsonWriter json, RunData run, List<string> settings)
    {
        json.WriteStartArray("execution");
        foreach (var engine in run.Manifest.Kind == RunKind.Scaling ? [] : run.Analysis.Engines)
        {
            var points = BreakEvenTable.ForEngine(engine);
            if (points.Count > 0)
            {
                json.WriteStartObject();
                json.WriteString("engine", PlainText.Cut(engine.Engine, PageData.MostText));
                WriteRunTimes(json, run, engine, settings);
                WriteTradeOff(json, run, engine, settings);
                WriteCosts(json, engine, points, settings);
                WritePoints(json, engine, points, settings);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    // [setting, modules, run time ratio, its bounds for these modules, its bounds for similar modules, compile time ratio]
    private static void WriteRunTimes(Utf8JsonWriter json, RunData run, EngineAnalysis engine, List<string> settings)
    {
        var options = run.Analysis.Options;
        json.WriteStartArray("runTimes");
        foreach (var summary in RunTimeSummary.ForEngine(engine, options.Baseline, options.Misrate))
        {
            json.WriteStartArray();
            json.WriteNumberValue(Position(settings, summary.Settings));
            json.WriteNumberValue(summary.ModuleCount);
            Number(json, summary.Ratio);
            Number(json, summary.MeasurementBounds?.Lower);
            Number(json, summary.MeasurementBounds?.Upper);
            Number(json, summary.Bounds?.Lower);
            Number(json, summary.Bounds?.Upper);
            Number(json, engine.Summaries.FirstOrDefault(s => s.Settings == summary.Settings)?.Ratio);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    // Points are [setting, compile time ratio, run time ratio, 1 on the front and else 0].
    private static void WriteTradeOff(Utf8JsonWriter json, RunData run, EngineAnalysis engine, List<string> settings)
    {
        var points = SettingTradeOff.Points(engine, run.Analysis.Options.Baseline, TradeOffCost.RunTime);
        var front = TradeOffFront.FromPoints(points).Front.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        json.WriteStartObject("tradeOff");
        json.WriteNumber("modules", points.Count == 0 ? 0 : points[0].ModuleCount);
        json.WriteStartArray("points");
        foreach (var point in points)
        {
            json.WriteStartArray();
            json.WriteNumberValue(Position(settings, point.Name));
            Number(json, point.Time);
            Number(json, point.Other);
            json.WriteNumberValue(front.Contains(point.Name) ? 1 : 0);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Per module [setting, compile, one run] in nanoseconds, the fastest compile first.
    private static void WriteCosts(Utf8JsonWriter json, EngineAnalysis engine, IReadOnlyList<BreakEvenPoint> points, List<string> settings)
    {
        var modules = points.Select(p => p.Module).ToHashSet(StringComparer.Ordinal);
        json.WriteStartArray("modules");
        foreach (var row in engine.Rows.Where(r => modules.Contains(r.Module)))
        {
            json.WriteStartObject();
            json.WriteString("name", PlainText.Cut(row.Module, PageData.MostText));
            json.WriteStartArray("costs");
            foreach (var cost in BreakEvenTable.CostsFor(row))
            {
                json.WriteStartArray();
                json.WriteNumberValue(Position(settings, cost.Settings));
                Number(json, cost.Compile);
                Number(json, cost.Run);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // [module, setting, compile, one run, code bytes, runs after which it pays or null, the same in words, its bounds, the execution until then, the setting compared with]
    private static void WritePoints(Utf8JsonWriter json, EngineAnalysis engine, IReadOnlyList<BreakEvenPoint> points, List<string> settings)
    {
        var rows = engine.Rows.ToDictionary(r => r.Module, StringComparer.Ordinal);
        json.WriteStartArray("breakEven");
        foreach (var point in points)
        {
            json.WriteStartArray();
            json.WriteStringValue(PlainText.Cut(point.Module, PageData.MostText));
            json.WriteNumberValue(Position(settings, point.Settings));
            Number(json, point.Compile);
            Number(json, point.Run);
            Number(json, rows[point.Module].Cells[point.Settings].Record.CodeBytes);
            Number(json, point.Pays ? point.Runs : null);
            json.WriteStringValue(BreakEvenWords.Runs(point.Runs));
            json.WriteStringValue(BreakEvenWords.Range(point));
            json.WriteStringValue(BreakEvenWords.Execution(point));
            json.WriteNumberValue(Position(settings, point.Cheapest));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static int Position(List<string> settings, string name) => settings.IndexOf(name);

    private static void Number(Utf8JsonWriter json, double? value)
    {
        if (value is { } v && double.IsFinite(v))
        {
            json.WriteNumberValue(Significant.Round(v, 6));
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
