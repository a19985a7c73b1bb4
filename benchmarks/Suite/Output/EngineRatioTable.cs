using CompileBench.Analysis.Runs;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Documents.Tables;

namespace CompileBench.Benchmarks.Suite.Output;

/// <summary>Several engines of one run side by side: each later one's warm time over the first one's, case by case.</summary>
internal static class EngineRatioTable
{
    /// <summary>One table an engine after the first; none where a run has one engine.</summary>
    /// <param name="engines">The engines, the first being what the others are compared with.</param>
    /// <param name="firstLabel">The label of the engine that was named first.</param>
    public static IEnumerable<(string Title, TextTable Table)> CreateTables(IReadOnlyList<EngineAnalysis> engines, string firstLabel)
    {
        var first = engines.FirstOrDefault(e => e.Engine == firstLabel);
        return first is null ? [] : engines.Where(e => e != first).Select(e =>
        {
            var ratios = EngineRatios.Between(first, e);
            return (Title(e, first, ratios), CreateTable(e, first, ratios));
        });
    }

    private static string Title(EngineAnalysis engine, EngineAnalysis first, EngineRatios ratios) =>
        $"Wasmtime {engine.Engine} / {first.Engine}: {(ratios.AreFromRounds ? "warm times divided within each round" : "warm medians")}, 95% bounds case by case; not measured in one process, which compilebench duel does";

    private static TextTable CreateTable(EngineAnalysis engine, EngineAnalysis first, EngineRatios ratios)
    {
        var settings = engine.Settings.Intersect(first.Settings).ToList();
        var table = new TextTable(settings.Select(s => ">" + s).Prepend("module")) { Continues = true, Elsewhere = RunReportWriter.MarkdownFile };
        foreach (var row in engine.Rows)
        {
            table.AddRow([row.Module, .. settings.Select(s => CellForms.ForRatio(ratios.Find(row.Module, s)))]);
        }

        return table;
    }
}
