using System.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Knobs;
using CompileBench.Reporting.Documents.Sources;

namespace CompileBench.Cli.Commands;

/// <summary><c>report knobs</c>: writes the page on what engine options cost from recorded runs.</summary>
internal static class ReportKnobsCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var runs = new Argument<string[]>("run")
        {
            Description = "runs of the suite with --knobs: the first has the figures; of the others the page says which knobs their engines apply",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = CommonOptions.RequiredOut("Markdown file to write");
        var command = new Command("knobs", "write a page on what options of the engine cost, such as fuel and epochs, from runs of the suite") { runs, output };
        command.SetAction(result =>
        {
            var file = Path.GetFullPath(result.GetValue(output)!);
            PageFile.Write(file, KnobPage.Markdown([.. result.GetValue(runs)!.Select(RunSource.Read)]));
            CliConsole.Line(file);
            return 0;
        });
        return command;
    }
}
