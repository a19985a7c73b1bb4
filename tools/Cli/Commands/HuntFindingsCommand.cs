using System.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.Measuring;
using CompileBench.Measuring.Runs;
using CompileBench.Modules.Generation.Patterns;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Hunting;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Cli.Commands;

/// <summary><c>hunt findings</c>: writes the page of a hunt, and makes a shape of a finding.</summary>
internal static class HuntFindingsCommand
{
    private static readonly Argument<string> Run = new("run") { Description = "the directory of a hunt" };
    private static readonly Option<string> Output = CommonOptions.RequiredOut("Markdown file to write");
    private static readonly Option<string?> Adopt = new("--adopt") { Description = "make a shape of the finding of this name, which scaling then measures like the others" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("findings", "write a page from a hunt: what was found, how it grows, and its recipe") { Run, Output, Adopt };
        command.SetAction(result =>
        {
            var directory = result.GetValue(Run)!;
            using var run = RunDirectory.OpenForReading(directory);
            var results = HuntResultsFile.Read(directory) ?? throw new RecordFormatException($"{directory} has no {HuntResultsFile.Name}: it is no hunt");
            if (result.GetValue(Adopt) is { } name)
            {
                CliConsole.Line(AdoptFinding(results, name));
            }

            var file = Path.GetFullPath(result.GetValue(Output)!);
            var manifest = run.ReadManifest();
            PageFile.Write(file, HuntPage.Markdown(manifest, results, HuntSources.FindLadders(manifest, results)));
            CliConsole.Line(file);
            return 0;
        });
        return command;
    }

    private static string AdoptFinding(HuntResults results, string name)
    {
        var finding = results.Findings.FirstOrDefault(f => f.Name == name && f.Slope is not null)
            ?? throw new UsageException($"--adopt: no finding that grows is called '{name}': there are {string.Join(", ", results.Findings.Where(f => f.Slope is not null).Select(f => f.Name))}");
        try
        {
            return AdoptedShapes.Write(Path.Combine(RepositoryPlaces.Root, "modules"), name, PatternJson.Read(finding.Pattern));
        }
        catch (FormatException e)
        {
            throw new UsageException($"--adopt {name}: {e.Message}");
        }
    }
}
