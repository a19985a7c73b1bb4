using System.CommandLine;
using CompileBench.Reporting;
using CompileBench.Reporting.Sources;

namespace CompileBench.Cli.Commands;

/// <summary><c>report</c>: charts, Markdown, page and exchange files from recorded runs; nothing is measured.</summary>
internal static class ReportCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var runs = new Argument<string[]>("run") { Description = "run directories, BenchmarkDotNet *-report-full.json or Sightglass JSON", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output", "-o") { Description = "the directory to write", Required = true };
        var command = new Command("report", "make a report from runs") { runs, output };
        command.SetAction(result =>
        {
            var directory = result.GetValue(output)!;
            var files = ReportWriter.Write([.. result.GetValue(runs)!.Select(RunSource.Read)], directory);
            Console.WriteLine($"{files.Count} files");
            Console.WriteLine(Path.Combine(directory, ReportWriter.MarkdownFile));
            return 0;
        });
        return command;
    }
}
