using CompileBench.Analysis.Policy;
using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Analysis.Runs;
using CompileBench.Benchmarks.Suite.Running;
using CompileBench.CommandLine;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Budgets;
using CompileBench.Reporting.Documents.Knobs;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Documents.Tables;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Benchmarks.Suite.Output;

/// <summary>What stands on the screen when a run has ended: the table, the summary per setting, what is missing, and where the report is.</summary>
internal static class SuiteSummary
{
    /// <summary>Writes the report's files, prints the summary and ends with the report's path.</summary>
    /// <param name="run">The run.</param>
    /// <param name="directory">Where it lies.</param>
    /// <param name="budget">Its compiles held against the user's budget.</param>
    /// <param name="deadline">Its cold compiles held against the user's deadline; null where there is none.</param>
    /// <param name="failures">How many cases failed, by kind.</param>
    /// <param name="share">What this session's time was spent on; null where nothing was measured.</param>
    public static void Print(RunData run, RunDirectory directory, BudgetReport budget, DeadlineReport? deadline, IReadOnlyDictionary<RunFailure, int> failures, MeasuredShare? share)
    {
        RunFolder.Prepare(directory.ReportPath);
        RunReportWriter.Write(run, directory.ReportPath, new ReportOptions { Budget = budget.Budget, Deadline = deadline?.Deadline });
        PrintTables(run);
        foreach (var ended in run.Analysis.NotCompiled)
        {
            Console.WriteLine($"{ended.Case.Module} {ended.Case.Settings} {ended.Case.Engine}: {CaseText.Outcome(ended)}{(ended.Message is { } m ? $" ({PlainText.Cut(m, 200)})" : "")}");
        }

        foreach (var skipped in run.Manifest.Skipped)
        {
            Console.WriteLine($"not measured: {skipped.What}: {skipped.Message}");
        }

        if (failures[RunFailure.Refused] is > 0 and var refused)
        {
            Console.WriteLine($"{refused} {(refused == 1 ? "case was" : "cases were")} refused by the setting alone, which is no failure (--fail-on refused makes it one)");
        }

        foreach (var line in deadline is null ? BudgetWords.Lines(budget) : DeadlineWords.Lines(deadline).Concat(BudgetWords.Lines(budget)))
        {
            Console.WriteLine(line);
        }

        if (share is { } measured)
        {
            Console.WriteLine(measured.Text);
        }

        Console.WriteLine(Path.Combine(directory.ReportPath, RunReportWriter.MarkdownFile));
    }

    /// <summary>Prints the tables and the summary per setting.</summary>
    public static void PrintTables(RunData run)
    {
        foreach (var engine in run.Analysis.Engines)
        {
            var grid = EngineGrid.FromAnalysis(run.Analysis, engine);
            if (grid.Modules.Count > 0)
            {
                Console.WriteLine(Title(engine, grid));
                ConsoleTables.Write(Table(grid));
                if (engine.Rounds is { } rounds)
                {
                    Console.WriteLine(ReferenceWords.ForTable(rounds));
                }

                PrintSettings(engine);
            }

            PrintKnobs(run, engine.Engine);
        }

        PrintOtherOperations(run);
        foreach (var (title, table) in EngineRatioTable.CreateTables(run.Analysis.Engines, run.Manifest.Engines[0].Label))
        {
            Console.WriteLine(title);
            ConsoleTables.Write(table);
        }
    }

    /// <summary>One engine's cases: one row per module and one column per setting, with the modules that nothing compiled.</summary>
    internal static TextTable Table(EngineGrid grid)
    {
        var validated = grid.Modules.Any(m => grid.Row(m)?.Validate is not null);
        IReadOnlyList<string> columns = validated ? [OperationDescription.Validate.Name, .. grid.Settings] : grid.Settings;
        var table = new TextTable(columns.Select(c => ">" + c).Prepend("module")) { Continues = true, Elsewhere = RunReportWriter.MarkdownFile };
        foreach (var module in grid.Modules)
        {
            var cells = grid.Settings.Select(s => CellForms.ForCase(grid.Cell(module, s), grid.Ended(module, s)));
            table.AddRow([module, .. validated ? cells.Prepend(CellForms.ForTime(grid.Row(module)?.Validate)) : cells]);
        }

        return table;
    }

    /// <summary>The line above a table; a run without the baseline has no ratios to it.</summary>
    internal static string Title(EngineAnalysis engine, EngineGrid grid, string operation = "") =>
        $"Wasmtime {engine.Engine}{operation}: warm median{(grid.Settings.Contains(SettingNames.Baseline) && grid.Settings.Count > 1 ? $", ratio to {SettingNames.Baseline}" : "")}";

    // Operations that have no place in the tables of compile times get tables of their own.
    private static void PrintOtherOperations(RunData run)
    {
        foreach (var operation in OperationDescription.All.Where(o => o.Role is OperationRole.Other or OperationRole.Execution))
        {
            var analysis = run.AnalysisOf(operation);
            foreach (var engine in analysis.Engines.Where(e => e.Rows.Any(r => r.Cells.Count > 0)))
            {
                var grid = EngineGrid.FromAnalysis(analysis, engine);
                Console.WriteLine(Title(engine, grid, $", {operation.Name}"));
                ConsoleTables.Write(Table(grid));
            }
        }
    }

    private static void PrintKnobs(RunData run, string engine)
    {
        var knobs = KnobTable.FromRun(run, engine);
        if (knobs.Rows.Count == 0)
        {
            return;
        }

        Console.WriteLine($"Wasmtime {engine}, {KnobTable.Title}");
        foreach (var headline in knobs.Headlines)
        {
            Console.WriteLine(headline);
        }

        var table = new TextTable(KnobTable.Headers.Select((header, i) => i < 2 ? header : ">" + header)) { Elsewhere = RunReportWriter.MarkdownFile };
        foreach (var row in knobs.Rows)
        {
            table.AddRow([.. row]);
        }

        ConsoleTables.Write(table);
    }

    private static void PrintSettings(EngineAnalysis engine)
    {
        foreach (var summary in engine.Summaries)
        {
            Console.WriteLine(SettingClaim.ForSummary(summary, SettingNames.Baseline));
        }

        Console.WriteLine();
    }
}
