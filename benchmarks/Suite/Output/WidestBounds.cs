using System.Globalization;
using CompileBench.Analysis.Runs;
using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Suite.Output;

/// <summary>How well the ratios of a run are known so far.</summary>
internal static class WidestBounds
{
    /// <summary>The widest bounds of any ratio to the baseline, and how many ratios have no bounds.</summary>
    public static string Text(IReadOnlyList<CaseRecord> records)
    {
        var cells = RunAnalysis.FromRecords(records).Engines.SelectMany(e => e.Rows).SelectMany(r => r.Cells.Values).Where(c => c.Ratio is not null).ToList();
        var widest = cells.Where(c => c.Ratio!.Bounds is not null).MaxBy(c => HalfWidth(c));
        if (widest is null)
        {
            return "bounds need another round";
        }

        var without = cells.Count(c => c.Ratio!.Bounds is null);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"widest bounds of a ratio ± {100 * HalfWidth(widest):0}% ({widest.Record.Module} {widest.Record.Settings}){(without > 0 ? $", {without} of {cells.Count} ratios not known yet" : "")}");
    }

    private static double HalfWidth(CaseCell cell) => (cell.Ratio!.Bounds!.Value.Upper - cell.Ratio.Bounds.Value.Lower) / 2 / cell.Ratio.Ratio;
}
