using CompileBench.Measuring;
using CompileBench.Measuring.Explaining;
using CompileBench.Measuring.Explaining.Blame;
using CompileBench.Measuring.Instructions;
using CompileBench.Modules.Profiling;
using Spectre.Console;

namespace CompileBench.Cli.Explaining;

/// <summary>Finds and prints which functions of the module cost the compile: counted where that can be, by substitution and time elsewhere.</summary>
internal static class BlameRun
{
    // One series of compiles a function: enough to find what is heavy.
    private const int Tried = 20;

    public static int Run(ExplainOptions options, CancellationToken cancellation)
    {
        var settings = options.Settings.Count == 1 ? options.Settings[0] : throw new UsageException("--blame takes one --settings");
        if (options.FlameFile is not null)
        {
            throw new UsageException("--blame draws no --flame-graph: its costs are the module's functions', not the compiler's; leave one of them out");
        }

        if (settings.Parallel)
        {
            // Not by time either: a function that is compiled beside others may cost no wall time at all.
            throw new UsageException($"--blame: {settings} compiles on several threads, where costs of single functions cannot be told apart: leave +parallel out");
        }

        var fault = ProvedSettings.Faults(options.Engine, options.Settings, cancellation)[0];
        var result = fault is null ? Find(options, cancellation) : new BlameResult(null, fault);
        if (result.Blame is not { } blame)
        {
            Console.Error.WriteLine($"compilebench: {options.ModuleName}: {settings}: {result.Message}");
            return 1;
        }

        if (options.Json)
        {
            Console.WriteLine(BlameDocument.Of(blame).ToJson());
        }
        else
        {
            Print(blame, options.Top);
        }

        return 0;
    }

    private static BlameResult Find(ExplainOptions options, CancellationToken cancellation)
    {
        var settings = options.Settings[0];
        if (InstructionCounter.MissingHere is null)
        {
            var refusal = CountingStep.Refuse(new Explainer(options.ModuleName, options.Module), options, options.Engine, settings, cancellation);
            var counted = refusal is null ? CountedBlame.Of(options.Engine, settings, options.ModuleName, options.Module, options.Limits, cancellation) : new BlameResult(null, refusal);
            if (counted.Blame is not null || refusal is not null)
            {
                return counted;
            }

            Console.Error.WriteLine(counted.Message);
        }

        var times = new CompileTimes(options.Engine, settings, options.TimedLimits, cancellation);
        var blame = SubstitutionBlame.Of(options.Engine, settings, options.ModuleName, options.Module, BlameUnit.Nanoseconds, times.Of, Math.Max(options.Top, Tried));
        return new BlameResult(blame, times.Fault);
    }

    private static void Print(ModuleBlame blame, int top)
    {
        Console.WriteLine($"{blame.Module}, Wasmtime {blame.Engine}, {blame.Settings}: {Amount(blame, blame.Total)} in all, by function of the module");
        Console.WriteLine($"({blame.Method})");
        var table = new Table().Border(TableBorder.Simple).AddColumns(
            new TableColumn(blame.Unit == BlameUnit.Instructions ? "instructions" : "wall time").RightAligned(),
            new TableColumn("share").RightAligned(),
            new TableColumn("for its size").RightAligned(),
            new TableColumn("body bytes").RightAligned(),
            new TableColumn("opcodes").RightAligned(),
            new TableColumn("locals").RightAligned(),
            new TableColumn("nesting").RightAligned(),
            new TableColumn("index").RightAligned(),
            new TableColumn("name"));
        foreach (var f in blame.Functions.Take(top))
        {
            table.AddRow(
                Amount(blame, f.Cost),
                InstructionText.Percent(f.Share),
                f.OverExpected is { } over ? $"{over:0.0}x{(f.IsOutOfLine ? " out of line" : "            ")}" : "",
                $"{f.Profile[FunctionMetrics.BodyBytes]:N0}",
                $"{f.Profile[FunctionMetrics.Instructions]:N0}",
                $"{f.Profile[FunctionMetrics.Locals]:N0}",
                $"{f.Profile[FunctionMetrics.NestingDepth]:N0}",
                $"{f.Profile.Index}",
                Markup.Escape(f.Profile.Name ?? ""));
        }

        if (blame.OutsideFunctions is { } outside)
        {
            table.AddRow(Amount(blame, outside), InstructionText.Percent(outside / Math.Max(1, blame.Total)), "", "", "", "", "", "", "outside functions: decoding, entry points, linking");
        }

        CliConsole.Write(table);
    }

    private static string Amount(ModuleBlame blame, double cost) =>
        blame.Unit == BlameUnit.Instructions ? InstructionText.Of(cost) : CountingStep.Words(TimeSpan.FromMilliseconds(cost / 1e6));
}
