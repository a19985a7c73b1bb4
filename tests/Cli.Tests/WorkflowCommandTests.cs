using System.Text.RegularExpressions;
using Xunit;

namespace CompileBench.Cli.Tests;

/// <summary>The workflows that people copy ask the command line for things it has.</summary>
public sealed partial class WorkflowCommandTests
{
    [Fact]
    public async Task Workflows_CommandsAndOptions_AllExist()
    {
        var commands = Directory.EnumerateFiles(Path.Combine(Repository.Root, ".github", "workflows"))
            .SelectMany(file => Invocation().Matches(File.ReadAllText(file).Replace("\\\n", " ", StringComparison.Ordinal)).Select(m => (m.Groups["command"].Value, m.Groups["rest"].Value)))
            .ToList();
        Assert.Equal(["duel", "history", "report"], commands.Select(c => c.Item1).Distinct().Order(StringComparer.Ordinal));
        foreach (var (command, rest) in commands)
        {
            var help = (await CliRun.Run(command, "--help")).Output;
            Assert.All(Option().Matches(rest).Select(m => m.Value.Trim()), option => Assert.Matches($"(^|[ ,]){Regex.Escape(option)}([ ,<]|$)", help));
        }
    }

    [GeneratedRegex(@"--project tools/Cli -- (?<command>\S+)(?<rest>[^\n>]*)")]
    private static partial Regex Invocation();

    [GeneratedRegex(@" --?[a-z][a-z-]*(?= )")]
    private static partial Regex Option();
}
