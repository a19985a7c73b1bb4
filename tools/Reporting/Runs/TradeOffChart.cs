using CompileBench.Analysis;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Text;
using CompileBench.Results;

namespace CompileBench.Reporting.Runs;

/// <summary>What a setting costs elsewhere: its compile time against its code size or its peak memory, each relative to the baseline's.</summary>
public static class TradeOffChart
{
    /// <summary>Compile time against the size of the machine code.</summary>
    public static PlaneChart? OfCodeSize(RunData run, EngineAnalysis engine, string name) =>
        Of(run, engine, name, "code size", "Machine code", r => r.CodeBytes);

    /// <summary>Compile time against peak native memory.</summary>
    public static PlaneChart? OfPeakMemory(RunData run, EngineAnalysis engine, string name) =>
        Of(run, engine, name, "peak memory", "Peak native memory of a compile", r => r.PeakNativeBytes);

    private static PlaneChart? Of(RunData run, EngineAnalysis engine, string name, string what, string axis, Func<CaseRecord, long?> bytes)
    {
        var baseline = run.Analysis.Options.Baseline;
        var points = engine.Settings.Select(s => Mean(engine, baseline, s, bytes)).OfType<(string Settings, double Time, double Bytes, int Modules)>().ToList();
        if (points.Count < 2)
        {
            return null;
        }

        return new PlaneChart
        {
            Name = name,
            Title = $"Compile time against {what}, Wasmtime {engine.Engine}",
            Subtitle = $"Geometric means over modules, relative to {baseline}. Ringed: no other setting is better in both at once.",
            Caption = RunCaption.Of(run.Manifest, [.. run.Records.Where(r => r.Engine == engine.Engine)]),
            X = new ChartAxis($"Compile time relative to {baseline} (log scale)", AxisQuantity.Ratio, IsLogarithmic: true),
            Y = new ChartAxis($"{axis} relative to {baseline} (log scale)", AxisQuantity.Ratio, IsLogarithmic: true),
            MarkedMeans = "on the trade-off front",
            Lines = [new ReferenceLine(ReferenceKind.Horizontal, 1, ""), new ReferenceLine(ReferenceKind.Vertical, 1, "")],
            Series = [.. points.Select(p => new ChartSeries(p.Settings, [new ChartPoint(p.Settings, p.Time, p.Bytes, IsOnFront(p, points) ? PointState.Marked : PointState.Measured)])
            {
                Detail = $"{RatioText.Format(p.Time)} time, {RatioText.Format(p.Bytes)} bytes ({RunCaption.Count(p.Modules, "module")})",
            })],
        };
    }

    private static (string Settings, double Time, double Bytes, int Modules)? Mean(EngineAnalysis engine, string baseline, string settings, Func<CaseRecord, long?> bytes)
    {
        var logs = new List<(double Time, double Bytes)>();
        foreach (var row in engine.Rows)
        {
            if (row.Cells.TryGetValue(baseline, out var one) && row.Cells.TryGetValue(settings, out var other)
                && one.Warm is { } oneTime && other.Warm is { } otherTime && bytes(one.Record) is > 0 and var oneBytes && bytes(other.Record) is > 0 and var otherBytes)
            {
                logs.Add((Math.Log(otherTime.Centre / oneTime.Centre), Math.Log((double)otherBytes / oneBytes)));
            }
        }

        return logs.Count == 0 ? null : (settings, Math.Exp(logs.Average(l => l.Time)), Math.Exp(logs.Average(l => l.Bytes)), logs.Count);
    }

    private static bool IsOnFront((string Settings, double Time, double Bytes, int Modules) point, List<(string Settings, double Time, double Bytes, int Modules)> all) =>
        !all.Exists(o => o.Time <= point.Time && o.Bytes <= point.Bytes && (o.Time < point.Time || o.Bytes < point.Bytes));
}
