using CompileBench.Analysis.Policy.TradeOffs;
using CompileBench.Analysis.Runs;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Runs;

/// <summary>What a setting costs elsewhere: its compile time against another cost, each relative to the baseline's.</summary>
public static class TradeOffChart
{
    /// <summary>Compile time against the size of the machine code.</summary>
    public static PlaneChart? ForCodeSize(RunData run, EngineAnalysis engine, string name) =>
        ForCost(run, engine, name, TradeOffCost.CodeBytes, "code size", "Machine code", "bytes");

    /// <summary>Compile time against peak native memory.</summary>
    public static PlaneChart? ForPeakMemory(RunData run, EngineAnalysis engine, string name) =>
        ForCost(run, engine, name, TradeOffCost.PeakNativeBytes, "peak memory", "Peak native memory of a compile", "bytes");

    /// <summary>Compile time against the time of one execution; null where runs were not measured.</summary>
    public static PlaneChart? ForRunTime(RunData run, EngineAnalysis engine, string name) =>
        ForCost(run, engine, name, TradeOffCost.RunTime, "run time", "Time of one execution", "run time");

    private static PlaneChart? ForCost(RunData run, EngineAnalysis engine, string name, TradeOffCost cost, string what, string axis, string unit)
    {
        var baseline = run.Analysis.Options.Baseline;
        var points = SettingTradeOff.Points(engine, baseline, cost);
        if (points.Count < 2)
        {
            return null;
        }

        var front = TradeOffFront.FromPoints(points);
        return new PlaneChart
        {
            Name = name,
            Title = $"Compile time against {what}, Wasmtime {engine.Engine}",
            Subtitle = $"Geometric means over {RunCaption.Count(points[0].ModuleCount, "module")} that have both under every setting shown, relative to {baseline}. Ring: no other setting is better in both.",
            Caption = RunCaption.ForRecords(run.Manifest, [.. run.Records.Where(r => r.Engine == engine.Engine)]),
            X = new ChartAxis($"Compile time relative to {baseline} (log scale)", AxisQuantity.Ratio, IsLogarithmic: true),
            Y = new ChartAxis($"{axis} relative to {baseline} (log scale)", AxisQuantity.Ratio, IsLogarithmic: true),
            MarkedMeans = "on the trade-off front",
            Lines = [new ReferenceLine(ReferenceKind.Horizontal, 1, ""), new ReferenceLine(ReferenceKind.Vertical, 1, "")],
            Series = [.. points.Select(p => Series(p, front, unit))],
        };
    }

    private static ChartSeries Series(TradeOffPoint point, TradeOffFront front, string unit)
    {
        var beaten = front.Beaten.FirstOrDefault(b => b.Point == point);
        var words = beaten is null ? "" : beaten.IsSure ? ", worse than another" : ", perhaps worse than another";
        return new ChartSeries(point.Name, [new ChartPoint(point.Name, point.Time, point.Other, beaten is null ? PointState.Marked : PointState.Measured)])
        {
            Detail = $"{RatioText.Format(point.Time)} compile, {RatioText.Format(point.Other)} {unit}{words}",
        };
    }
}
