using CompileBench.Measuring.Explaining;
using CompileBench.Measuring.Explaining.Stages;
using Spectre.Console;

namespace CompileBench.Cli.Explaining;

/// <summary>Prints explanations: settings side by side by phase, then the heaviest functions of each.</summary>
internal static class ExplainTables
{
    public static void Print(ExplainOptions options, IReadOnlyList<(string Settings, ExplainResult Result)> results)
    {
        Console.WriteLine($"{options.ModuleName}, {options.Module.Length:N0} bytes, Wasmtime {options.Engine.Label}: instructions of one compile");
        foreach (var (settings, result) in results.Where(r => r.Result.Explanation is null))
        {
            Console.WriteLine($"{settings}: {result.Message}");
        }

        var explained = results.Select(r => r.Result.Explanation).OfType<Explanation>().ToList();
        if (explained.Count == 0)
        {
            return;
        }

        Phases(explained);
        foreach (var explanation in explained)
        {
            Functions(explanation, options.Top);
        }
    }

    private static void Phases(List<Explanation> explained)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("phase");
        foreach (var explanation in explained)
        {
            table.AddColumn(new TableColumn(explanation.Settings).RightAligned());
        }

        foreach (var phase in CompilerPhase.All.Where(p => explained.Any(e => e.Of(p) * 2000 >= e.Instructions)))
        {
            table.AddRow([Markup.Escape(phase.Name), .. explained.Select(e => Cell(e, phase))]);
        }

        table.AddRow(["all", .. explained.Select(e => $"{InstructionText.Of(e.Instructions)}        ")]);
        if (explained.Count > 1)
        {
            table.AddRow([$"over {explained[0].Settings}", .. explained.Select(e => $"{(double)e.Instructions / explained[0].Instructions:0.000}        ")]);
        }

        CliConsole.Write(table);
        foreach (var explanation in explained.Where(e => e.PhasesUnknown is not null))
        {
            Console.WriteLine($"{explanation.Settings}: phases {explanation.PhasesUnknown}");
        }
    }

    private static string Cell(Explanation explanation, CompilerPhase phase) =>
        explanation.Of(phase) is > 0 and var instructions ? $"{InstructionText.Of(instructions)}  {InstructionText.Percent(instructions / explanation.Instructions),6}" : "";

    private static void Functions(Explanation explanation, int top)
    {
        if (explanation.Functions.IsEmpty)
        {
            return;
        }

        var table = new Table().Border(TableBorder.Simple).Title(Markup.Escape($"{explanation.Settings}: functions of the compiler with most instructions of their own"))
            .AddColumns(new TableColumn("own").RightAligned(), new TableColumn("share").RightAligned(), new TableColumn("with callees").RightAligned(), new TableColumn("calls").RightAligned(), new TableColumn("phase"), new TableColumn("function"));
        foreach (var f in explanation.Functions.Take(top))
        {
            table.AddRow(
                InstructionText.Of(f.Exclusive),
                InstructionText.Percent((double)f.Exclusive / explanation.Instructions),
                InstructionText.Of(f.Inclusive),
                $"{f.Calls:N0}",
                Markup.Escape(f.IsShared ? $"({f.Phase.Name})" : f.Phase.Name),
                Markup.Escape(f.Name));
        }

        CliConsole.Write(table);
    }
}
