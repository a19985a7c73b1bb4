using Xunit;

namespace CompileBench.Cli.Tests.Advising;

/// <summary>The page of the repository is the one that the published runs give.</summary>
public sealed class PolicyFindingsTests
{
    [Fact]
    public async Task Evaluate_OnThePublishedRuns_GivesThePublishedPage()
    {
        using var scratch = new TestFolder();

        var run = await CliRun.Run("advise", "evaluate", "-o", scratch.Path);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(Text(Repository.At("results", "findings", "policy.md")), Text(Path.Combine(scratch.Path, "policy.md")));
    }

    private static string Text(string path) => File.ReadAllText(path).ReplaceLineEndings("\n");
}
