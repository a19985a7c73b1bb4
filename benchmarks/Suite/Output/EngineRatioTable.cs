using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Runs;
using CompileBench.Reporting.Language;
using Spectre.Console;

namespace CompileBench.Benchmarks.Suite.Output;

/// <summary>Several engines of one run side by side: each later one's warm time over the first one's, case by case.</summary>
internal static class EngineRatioTable
{
    /// <summary>One table an engine after the first; none where a run has one engine.</summary>
    /// <param name="engines">The engines, the first being what the others are compared with.</param>
    /// <param name="firstLabel">The label of the engine that was named first.</param>
    public static IEnumerable<(string Title, Table Table)> CreateTables(IReadOnlyList<EngineAnalysis> engines, string firstLabel)
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

    private static Table CreateTable(EngineAnalysis engine, EngineAnalysis first, EngineRatios ratios)
    {
        var settings = engine.Settings.Intersect(first.Settings).ToList();
        var table = new Table().Border(TableBorder.Simple).AddColumn("module");
        foreach (var name in settings)
        {
            table.AddColumn(new TableColumn(Markup.Escape(name)).RightAligned());
        }

        foreach (var row in engine.Rows)
        {
            table.AddRow([.. settings.Select(s => Cell(ratios.Find(row.Module, s))).Prepend(row.Module).Select(Markup.Escape)]);
        }

        return table;
    }

    private static string Cell(RatioEstimate? ratio) =>
        ratio?.NotKnownAfterRounds is { } rounds ? CaseText.NotKnownYet(rounds) : ComparisonWords.Ratio(ratio?.Ratio, ratio?.Bounds);
}
