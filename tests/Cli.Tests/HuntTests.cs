using System.Text.Json.Nodes;
using Xunit;

namespace CompileBench.Cli.Tests;

public sealed class HuntTests : IDisposable
{
    private readonly TestFolder _scratch = new();

    // What a hunt finds depends on the machine. Here the structure counts: the answer comes first, what to do next comes last, the run can go on.
    [Fact]
    public async Task Hunt_ShortAndResumed_AnswersFirstWritesThePageAndGoesOn()
    {
        var run = await CliRun.Run("hunt", "--time", "8s", "--candidates", "100", "--settings", "winch", "--metric", "code", "--out", _scratch.Path);

        Assert.True(run.ExitCode == 0, run.Error);
        var lines = run.Output.TrimEnd().Split('\n');
        Assert.Contains(lines, l => l.Contains("superlinear shape", StringComparison.Ordinal));
        Assert.StartsWith("next: ", lines[^1], StringComparison.Ordinal);

        var directory = Assert.Single(Directory.GetDirectories(_scratch.Path));
        var page = Path.Combine(_scratch.Path, "hunt.md");
        var findings = await CliRun.Run("hunt", "findings", directory, "-o", page);
        Assert.True(findings.ExitCode == 0, findings.Error);
        Assert.StartsWith("# What a hunt for machine code found in Wasmtime", File.ReadAllText(page), StringComparison.Ordinal);

        Assert.Contains("growth of compile time", (await CliRun.Run("hunt", "engines", directory)).OnlyComplaint(), StringComparison.Ordinal);

        // A session screens one batch at least, however short its time is, and this one no more than it was allowed.
        var before = File.ReadAllText(Path.Combine(directory, "findings.json"));
        var resumed = await CliRun.Run("hunt", "--resume", directory, "--time", "5s", "--candidates", "40", "--json");
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.Equal(Screened(before) + 40, Screened(resumed.Output));
    }

    // Shards of one hunt make candidates of their own, and merging adds up what they did.
    [Fact]
    public async Task Hunt_TwoShards_MergeToOneHunt()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_scratch.Path, "shards")).FullName;
        foreach (var shard in new[] { "1/2", "2/2" })
        {
            var run = await CliRun.Run("hunt", "--shard", shard, "--time", "3s", "--candidates", "30", "--settings", "winch", "--metric", "code", "--out", folder);
            Assert.True(run.ExitCode == 0, run.Error);
        }

        var merged = Path.Combine(_scratch.Path, "merged");
        var merge = await CliRun.Run(["merge", .. Directory.GetDirectories(folder), "-o", merged]);
        Assert.True(merge.ExitCode == 0, merge.Error);
        Assert.Equal(60, Screened(File.ReadAllText(Path.Combine(merged, "findings.json"))));
        var page = await CliRun.Run("hunt", "findings", merged, "-o", Path.Combine(_scratch.Path, "merged.md"));
        Assert.True(page.ExitCode == 0, page.Error);

        Assert.Contains("merge again", (await CliRun.Run("hunt", "--resume", merged)).OnlyComplaint(), StringComparison.Ordinal);
        Assert.Contains("1/4", (await CliRun.Run("hunt", "--shard", "5/4")).OnlyComplaint(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hunt-50.0.1")]
    [InlineData("hunt-49.0.0-50.0.1")]
    public async Task Findings_OfAPublishedHunt_AreThePageOfTheRepository(string published)
    {
        var page = Path.Combine(_scratch.Path, "page.md");
        var run = await CliRun.Run("hunt", "findings", Path.Combine(Repository.Root, "results", "published", published), "-o", page);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "results", "findings", $"{published}.md")).ReplaceLineEndings("\n"), File.ReadAllText(page).ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Rediscovered_OfThePublishedHunts_IsThePageOfTheRepository()
    {
        var page = Path.Combine(_scratch.Path, "page.md");
        string[] settings = ["speed-backtracking", "none-backtracking", "none-singlepass", "winch"];
        var run = await CliRun.Run(["hunt", "rediscovered", .. settings.Select(s => Path.Combine(Repository.Root, "results", "published", $"rediscovery-50.0.1-{s}")), "-o", page]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "results", "findings", "hunt-rediscovery-50.0.1.md")).ReplaceLineEndings("\n"), File.ReadAllText(page).ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("belong together", "hunt", "--baseline", "package")]
    [InlineData("out of range: 1s to 48h", "hunt", "--time", "10ms")]
    [InlineData("'heat'", "hunt", "--metric", "heat")]
    [InlineData("is not a run", "hunt", "findings", ".", "-o", "page.md")]
    public async Task Hunt_BadUsage_OneLine(string words, params string[] arguments) =>
        Assert.Contains(words, (await CliRun.Run(arguments)).OnlyComplaint(), StringComparison.Ordinal);

    private static int Screened(string results) => (int)JsonNode.Parse(results)!["screened"]!;

    public void Dispose() => _scratch.Dispose();
}
