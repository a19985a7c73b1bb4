using System.CommandLine;
using CompileBench.Cli.Comparing;
using CompileBench.Reporting.Documents.Comparisons;

namespace CompileBench.Cli.Commands;

/// <summary><c>duel findings</c>: a page of what changed between versions, from finished duels.</summary>
internal static class DuelFindingsCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var duels = new Argument<string[]>("duel") { Description = $"run directories of finished duels, or their {ComparisonJson.FileName}", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output", "-o") { Description = "the Markdown file to write", Required = true };
        var command = new Command("findings", "a page of what changed between versions, from duels") { duels, output };
        command.SetAction(result =>
        {
            var page = VersionFindings.Of([.. result.GetValue(duels)!.Select(ComparisonJson.Read)]);
            var file = Path.GetFullPath(result.GetValue(output)!);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, page);
            Console.WriteLine(file);
            return 0;
        });
        return command;
    }
}
