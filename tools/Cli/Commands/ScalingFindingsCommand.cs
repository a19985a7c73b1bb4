using System.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Documents.Ladders.Findings;
using CompileBench.Reporting.Documents.Sources;

namespace CompileBench.Cli.Commands;

/// <summary><c>scaling findings</c>: writes a page from a recorded run: which reported slow compiles are still slow.</summary>
internal static class ScalingFindingsCommand
{
    private const string ChartFolder = "charts";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var run = new Argument<string>("run") { Description = "a scaling run's directory" };
        var output = CommonOptions.RequiredOut("directory to write");
        var command = new Command("findings", "write a page from a scaling run: which reported slow compiles are still slow, and which sizes to limit") { run, output };
        command.SetAction(result =>
        {
            var directory = result.GetValue(output)!;
            var page = new FindingsPage(RunSource.Read(result.GetValue(run)!), Known());
            Directory.CreateDirectory(directory);
            File.WriteAllText(Path.Combine(directory, FindingsPage.FileName), page.Markdown(ChartFolder));
            ChartFiles.Write(page.Charts, Path.Combine(directory, ChartFolder));
            CliConsole.Line(Path.Combine(directory, FindingsPage.FileName));
            return 0;
        });
        return command;
    }

    private static KnownShapes Known() => new(
        [.. LadderShapes.All.Select(s => new KnownShape(s.Name, s.Description, s.SizeUnit))],
        [.. KnownSlowCompiles.All.Select(k => new ReportedSlowCompile(k.Reference, k.Year, k.Thread, k.Reported, k.Remark, [.. k.Shapes.Select(s => s.Name)]))]);
}
