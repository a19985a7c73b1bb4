using CompileBench.Analysis.Memory;
using CompileBench.Analysis.Runs;
using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Policy.TradeOffs;

/// <summary>What the second axis of a trade-off shows.</summary>
public enum TradeOffCost
{
    /// <summary>Bytes of machine code.</summary>
    CodeBytes,

    /// <summary>Peak bytes of a compile: anonymous memory where every case has it, else resident memory.</summary>
    PeakNativeBytes,

    /// <summary>Time of one execution.</summary>
    RunTime,
}

/// <summary>Settings as trade-offs: geometric means over modules of compile time and another cost, each relative to the baseline settings.</summary>
public static class SettingTradeOff
{
    /// <summary>
    /// One point a setting, the baseline at (1, 1), over the modules that have both costs under <em>every</em> setting that appears: means over different
    /// modules would not compare. A setting that would leave fewer than half of the baseline's modules is left out.
    /// </summary>
    /// <param name="engine">One engine's part of a run.</param>
    /// <param name="baseline">The baseline settings.</param>
    /// <param name="cost">The second cost.</param>
    /// <param name="misrate">How often bounds may miss, above 0 and below 1.</param>
    public static IReadOnlyList<TradeOffPoint> Points(
        EngineAnalysis engine, string baseline, TradeOffCost cost, double misrate = TimeEstimate.DefaultMisrate)
    {
        ArgumentNullException.ThrowIfNull(engine);
        bool anonymous = PeakMemory.IsAnonymous(engine.Rows.SelectMany(r => r.Cells.Values).Select(c => c.Record));
        ModuleRow[] rows = [.. engine.Rows.Where(r => CostsOf(r, baseline, cost, anonymous) is not null)];
        string[] settings = [.. engine.Settings.Where(s => 2 * rows.Count(r => CostsOf(r, s, cost, anonymous) is not null) > rows.Length)];
        rows = [.. rows.Where(r => settings.All(s => CostsOf(r, s, cost, anonymous) is not null))];
        return rows.Length == 0 ? [] : [.. settings.Select(s => PointOf(s, baseline, cost, anonymous, rows, misrate))];
    }

    private static TradeOffPoint PointOf(string settings, string baseline, TradeOffCost cost, bool anonymous, ModuleRow[] rows, double misrate)
    {
        var logs = rows.Select(r => (One: CostsOf(r, baseline, cost, anonymous)!.Value, Other: CostsOf(r, settings, cost, anonymous)!.Value)).ToArray();
        (double time, Bounds? timeBounds) = Mean([.. logs.Select(l => Math.Log(l.Other.Time / l.One.Time))], misrate);
        (double other, Bounds? otherBounds) = Mean([.. logs.Select(l => Math.Log(l.Other.Other / l.One.Other))], misrate);
        return new TradeOffPoint(settings, time, other, timeBounds, otherBounds, rows.Length);
    }

    private static (double Mean, Bounds? Bounds) Mean(double[] logs, double misrate)
    {
        double mean = logs.Average();
        if (logs.Length < 2)
        {
            return (Math.Exp(mean), null);
        }

        double variance = logs.Sum(l => (l - mean) * (l - mean)) / (logs.Length - 1) / logs.Length;
        return (Math.Exp(mean), new LogCentre(mean, variance, logs.Length - 1, BoundsBasis.Launches).LogBounds(misrate)!.Value.Exp());
    }

    private static (double Time, double Other)? CostsOf(ModuleRow row, string settings, TradeOffCost cost, bool anonymous)
    {
        if (!row.Cells.TryGetValue(settings, out CaseCell? cell) || cell.Warm is not { } warm)
        {
            return null;
        }

        double? other = cost switch
        {
            TradeOffCost.CodeBytes => cell.Record.CodeBytes,
            TradeOffCost.PeakNativeBytes => PeakMemory.FromRecord(cell.Record, anonymous),
            _ => cell.Run?.Centre,
        };
        return other > 0 ? (warm.Centre, other.Value) : null;
    }
}
