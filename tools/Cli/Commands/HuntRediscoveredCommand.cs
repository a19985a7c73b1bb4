using System.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.Measuring;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Hunting;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Cli.Commands;

/// <summary><c>hunt rediscovered</c>: writes a page from hunts: which superlinear known shapes they found again.</summary>
internal static class HuntRediscoveredCommand
{
    private static readonly Argument<string[]> Runs = new("runs") { Description = "directories of hunts by time of one engine, made with --no-known", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string> Output = CommonOptions.RequiredOut("Markdown file to write");

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("rediscovered", "write a page from hunts: which of the superlinear known shapes they found again") { Runs, Output };
        command.SetAction(result =>
        {
            var hunts = result.GetValue(Runs)!.Select(Read).ToList();
            if (hunts.Select(h => h.Manifest.Engines[0].Digest).Distinct(StringComparer.Ordinal).Count() > 1)
            {
                throw new UsageException("the hunts have different engines: name hunts of one engine");
            }

            var ladders = hunts.Select(h => HuntSources.FindLadders(h.Manifest, h.Results)).FirstOrDefault(l => l is not null)
                ?? throw new UsageException($"there is no published scaling run of engine {hunts[0].Manifest.Engines[0].Label}, or no hunt found a known shape again: nothing says which known shapes are superlinear");
            var file = Path.GetFullPath(result.GetValue(Output)!);
            PageFile.Write(file, RediscoveryPage.Markdown(hunts, ladders));
            CliConsole.Line(file);
            return 0;
        });
        return command;
    }

    private static (RunManifest Manifest, HuntResults Results) Read(string directory)
    {
        using var run = RunDirectory.OpenForReading(directory);
        return (run.ReadManifest(), HuntResultsFile.Read(directory) ?? throw new RecordFormatException($"{directory} has no {HuntResultsFile.Name}: it is no hunt"));
    }
}
