using Xunit;

namespace CompileBench.Cli.Tests;

/// <summary>The model and the page of the repository are those that the published runs give.</summary>
public sealed class PublishedModelTests
{
    private static readonly string Results = Path.Combine(Repository.Root, "results");

    [Theory]
    [InlineData("50.0.1")]
    [InlineData("45.0.0", "--engine", "45.0.0")]
    public async Task Train_OnThePublishedRuns_GivesThePublishedModel(string engine, params string[] options)
    {
        using var scratch = new TestFolder();
        var path = Path.Combine(scratch.Path, "model.json");

        var run = await CliRun.Run(["predict", "train", .. options, "-o", path]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(Text(Path.Combine(Results, "models", $"{engine}.json")), Text(path));
    }

    [Fact]
    public async Task Evaluate_OnThePublishedRuns_GivesThePublishedPage()
    {
        using var scratch = new TestFolder();

        var run = await CliRun.Run(["predict", "evaluate", "-o", scratch.Path]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(Text(Path.Combine(Results, "findings", "prediction.md")), Text(Path.Combine(scratch.Path, "prediction.md")));
    }

    private static string Text(string path) => File.ReadAllText(path).ReplaceLineEndings("\n");
}
