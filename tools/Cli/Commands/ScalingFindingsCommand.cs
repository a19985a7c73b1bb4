using System.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.Measuring.Runs;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Documents.Ladders.Findings;
using CompileBench.Reporting.Documents.Sources;
using CompileBench.Results.Schema;

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
        var output = CommonOptions.RequiredOut("directory to write");
        var command = new Command("findings", "write a page from a scaling run: which reported slow compiles are still slow, and which sizes to limit") { run, suite, output };
        command.SetAction(result =>
        {
            var directory = result.GetValue(output)!;
            var scaling = RunSource.Read(result.GetValue(run)!);
            var page = new FindingsPage(scaling, Known(), RealModules(scaling.Manifest, result.GetValue(suite)));
            Directory.CreateDirectory(directory);
            File.WriteAllText(Path.Combine(directory, FindingsPage.FileName), page.Markdown(ChartFolder));
            ChartFiles.Write(page.Charts, Path.Combine(directory, ChartFolder));
            CliConsole.Line(Path.Combine(directory, FindingsPage.FileName));
            return 0;
        });
        return command;
    }

    // Only a run that was named must fit: the published one is of one engine on one host.
    private static RealModuleCosts? RealModules(RunManifest scaling, string? named)
    {
        if (scaling.Engines.Count != 1)
        {
            return null;
        }

        if (named is not null)
        {
            return RealModuleCosts.FromRun(RunSource.Read(named), scaling);
        }

        var published = Path.Combine(RepositoryPlaces.Root, "results", "published", $"default-{scaling.Engines[0].Label}");
        return Directory.Exists(published) && RunSource.Read(published) is var suite && RealModuleCosts.FindRefusal(suite.Manifest, scaling) is null
            ? RealModuleCosts.FromRun(suite, scaling)
            : null;
    }

    private static KnownShapes Known() => new(
        [.. LadderShapes.All.Select(s => new KnownShape(s.Name, s.Description, s.SizeUnit))],
        [.. KnownSlowCompiles.All.Select(k => new ReportedSlowCompile(k.Reference, k.Year, k.Thread, k.Reported, k.Remark, [.. k.Shapes.Select(s => s.Name)]))]);
}
