using System.Text.Json.Nodes;
using Xunit;

namespace CompileBench.Cli.Tests;

public class VersionFindingsTests
{
    [Fact]
    public async Task Findings_OfThePublishedDuels_AreThePageInTheRepository()
    {
        var findings = Path.Combine(Repository.Root, "results", "findings");
        using var scratch = new TestFolder();
        var page = Path.Combine(scratch.Path, "versions.md");

        var run = await CliRun.Run(["duel", "findings", .. Directory.EnumerateFiles(Path.Combine(findings, "versions"), "*.json").OrderDescending(StringComparer.Ordinal), "-o", page]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(Text(Path.Combine(findings, "versions.md")), Text(page));
    }

    [Theory]
    [InlineData("holds no comparison", "null")]
    [InlineData("holds no comparison", "{}")]
    [InlineData("holds no comparison", null, "comparisons", "null")]
    [InlineData("holds no comparison", null, "baseline", "null")]
    [InlineData("cannot be used", null, "comparisons", "[null]")]
    [InlineData("cannot be used", null, "summary", "[null]")]
    [InlineData("lower bound above", null, "comparisons", """[{"phase":"compile","module":"m","settings":"winch","metric":"wall","baseline":"1","candidate":"2","ratio":2.5,"lower":3,"upper":2,"verdict":"Slower","pairs":1,"reason":"None","message":null}]""")]
    public async Task Findings_OfAFileThatIsNoComparison_OneLineThatNamesIt(string words, string? text, string? property = null, string? value = null)
    {
        using var scratch = new TestFolder();
        var file = Path.Combine(scratch.Path, "broken.json");
        if (text is null)
        {
            var published = Directory.EnumerateFiles(Path.Combine(Repository.Root, "results", "findings", "versions"), "*.json").First();
            var whole = JsonNode.Parse(await File.ReadAllTextAsync(published, TestContext.Current.CancellationToken))!;
            whole[property!] = JsonNode.Parse(value!);
            text = whole.ToJsonString();
        }

        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);

        var complaint = (await CliRun.Run("duel", "findings", file, "-o", Path.Combine(scratch.Path, "page.md"))).OnlyComplaint();

        Assert.Contains(words, complaint, StringComparison.Ordinal);
        Assert.Contains(file, complaint, StringComparison.Ordinal);
    }

    private static string Text(string path) => File.ReadAllText(path).ReplaceLineEndings("\n");
}
