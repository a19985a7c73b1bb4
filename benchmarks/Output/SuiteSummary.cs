using CompileBench.Analysis;
using CompileBench.Reporting.Runs;
using CompileBench.Reporting.Text;
using CompileBench.Results;
using Spectre.Console;

namespace CompileBench.Benchmarks.Output;

/// <summary>What stands on the screen when a run has ended: the table, the summary per setting, what is missing, and where the report is.</summary>
internal static class SuiteSummary
{
    /// <summary>Writes the report's files, prints the summary and ends with the report's path.</summary>
    public static void Print(RunData run, RunDirectory directory)
    {
        RunReportWriter.Write(run, directory.ReportPath);
        var console = AnsiConsole.Console;
        if (Console.IsOutputRedirected)
        {
            // Wide enough that no table is folded in a log.
            console.Profile.Width = 200;
        }

        foreach (var engine in run.Analysis.Engines)
        {
            console.Write(Table(engine, run.Analysis.NotCompiled));
            PrintSettings(engine);
        }

        foreach (var ended in run.Analysis.NotCompiled)
        {
            Console.WriteLine($"{ended.Case.Module} {ended.Case.Settings} {ended.Case.Engine}: {CaseText.Outcome(ended)}{(ended.Message is { } m ? $" ({PlainText.Cut(m, 200)})" : "")}");
        }

        foreach (var skipped in run.Manifest.Skipped)
        {
            Console.WriteLine($"not measured: {skipped.What}: {skipped.Reason}");
        }

        if (run.Manifest.MeasuredShare is { } share)
        {
            Console.WriteLine($"{share:P0} of the measuring phase was spent inside measured compiles");
        }

        Console.WriteLine(Path.Combine(directory.ReportPath, RunReportWriter.MarkdownFile));
    }

    private static Table Table(EngineAnalysis engine, IReadOnlyList<NotCompiledCase> notCompiled)
    {
        var table = new Table().Border(TableBorder.Simple).Title(Markup.Escape($"compile time, Wasmtime {engine.Engine} (warm median, ratio to {RunAnalysisOptions.DefaultBaseline})"));
        table.AddColumn("module");
        foreach (var settings in engine.Settings)
        {
            table.AddColumn(new TableColumn(Markup.Escape(settings)).RightAligned());
        }

        foreach (var row in engine.Rows.Where(r => r.Cells.Count > 0))
        {
            table.AddRow([Markup.Escape(row.Module), .. engine.Settings.Select(s => Markup.Escape(Cell(row.Cells.GetValueOrDefault(s), notCompiled.FirstOrDefault(n => n.Case.Module == row.Module && n.Case.Settings == s && n.Case.Engine == engine.Engine))))]);
        }

        return table;
    }

    private static string Cell(CaseCell? cell, NotCompiledCase? ended) => cell switch
    {
        null => ended is null ? NotAvailable.Text : CaseText.Outcome(ended),
        { Ratio: null } => CaseText.Time(cell.Warm),
        _ => $"{CaseText.Ratio(cell.Ratio)}  {CaseText.Time(cell.Warm)}",
    };

    private static void PrintSettings(EngineAnalysis engine)
    {
        foreach (var summary in engine.Summaries)
        {
            Console.WriteLine(SettingClaim.Of(summary, RunAnalysisOptions.DefaultBaseline));
        }

        Console.WriteLine();
    }
}
