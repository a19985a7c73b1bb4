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
        var suite = new Option<string?>("--suite-run") { Description = "a run of the suite, with whose real modules costs per byte are compared (default: the published default run, where it has this engine and host)" };
        var counts = new Option<string[]>("--counts")
        {
            Description = "a run of scaling --metric instructions, whose laws stand beside those of time (repeatable; default: the published ones, where they have this engine)",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = CommonOptions.RequiredOut("directory to write");
        var command = new Command("findings", "write a page from a scaling run: which reported slow compiles are still slow, and which sizes to limit") { run, suite, counts, output };
        command.SetAction(result =>
        {
            var directory = result.GetValue(output)!;
            var scaling = RunSource.Read(result.GetValue(run)!);
            var page = new FindingsPage(
                scaling, Known(), ScalingSources.FindRealModules(scaling.Manifest, result.GetValue(suite)), ScalingSources.FindCounts(scaling.Manifest, result.GetValue(counts) ?? []));
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
