using System.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Comparisons;

namespace CompileBench.Cli.Commands;

/// <summary><c>duel findings</c>: writes a page on the changes between versions, from finished duels.</summary>
internal static class DuelFindingsCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var duels = new Argument<string[]>("duel") { Description = $"run directories of finished duels, or their {ComparisonJson.FileName}", Arity = ArgumentArity.OneOrMore };
        var output = CommonOptions.RequiredOut("Markdown file to write");
        var command = new Command("findings", "write a page on the changes between versions, from finished duels") { duels, output };
        command.SetAction(result =>
        {
            var page = VersionFindings.FromDuels([.. result.GetValue(duels)!.Select(ComparisonJson.Read)]);
            var file = Path.GetFullPath(result.GetValue(output)!);
            PageFile.Write(file, page);
            CliConsole.Line(file);
            return 0;
        });
        return command;
    }
}
