using System.CommandLine;
using CompileBench.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.Measuring.Hunting;
using CompileBench.Measuring.Selection;
using CompileBench.Reporting.Documents.Hunting;

namespace CompileBench.Cli.Commands;

/// <summary><c>hunt engines</c>: counts the instructions of the findings of a hunt by several engines.</summary>
internal static class HuntEnginesCommand
{
    private static readonly Argument<string> Run = new("run") { Description = "the directory of a hunt" };
    private static readonly Option<string[]> Engines = CommonOptions.Engines();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("engines", "count the instructions of the findings at up to three sizes by each engine: which engines show them") { Run, Engines };
        command.SetAction((result, cancellation) =>
        {
            var engines = EngineSelection.Resolve(result.GetValue(Engines) ?? [], new Progress<string>(Console.Out.WriteLine), cancellation);
            var run = result.GetValue(Run)!;
            CliConsole.Write(HuntText.FromResults(EngineGrowth.Count(run, engines, Console.Out, cancellation), run));
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }
}
