using System.Text.Json;
using System.Text.Json.Nodes;
using CompileBench.Results.Storage;
using Xunit;

namespace CompileBench.Cli.Tests;

public class ScalingTests
{
    // Which shapes are superlinear is judged on the published run, whose samples are recorded: see ScalingFindingsTests. Here the structure counts.
    [Fact]
    public async Task Json_TwoShapes_OneFitPerShapeSettingsAndMetric()
    {
        using var scratch = new TestFolder();

        var run = await CliRun.Run(
            "scaling", "--shape", "nested-loops-locals,many-functions", "--settings", "speed-backtracking,winch",
            "--budget", "100ms", "--time-limit", "6s", "--out", scratch.Path, "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        var fits = JsonNode.Parse(run.Output)!["fits"]!.AsArray();
        Assert.Equal(2 * 2 * 2, fits.Select(f => ((string?)f!["shape"], (string?)f["settings"], (string?)f["metric"])).Distinct().Count());
        Assert.Equal(8, fits.Count);
        Assert.All(fits, f => Assert.Contains((string?)f!["verdict"], new[] { "Linear", "Superlinear", "Inconclusive" }));
        Assert.All(fits, f => Assert.NotEmpty(f!["points"]!.AsArray()));
    }

    [Fact]
    public async Task Resume_AStoppedRun_MeasuresOnlyWhatIsMissing()
    {
        using var scratch = new TestFolder();
        string[] small = ["scaling", "--settings", "winch", "--budget", "200ms", "--time-limit", "8s", "--out", scratch.Path];
        var first = await CliRun.Run([.. small, "--shape", "nested-blocks,empty-loops", "--json"]);
        Assert.True(first.ExitCode == 0, first.Error);
        var directory = Assert.Single(Directory.GetDirectories(scratch.Path));
        var journal = Path.Combine(directory, "cases.jsonl");
        var lines = File.ReadAllLines(journal);

        // As if the power had failed while the second shape's records were being written: one whole, one torn.
        var kept = lines.TakeWhile(l => l.Contains("nested-blocks@", StringComparison.Ordinal)).ToList();
        File.WriteAllText(journal, string.Join('\n', [.. kept, lines[kept.Count], lines[kept.Count + 1][..40]]));
        var ladders = Path.Combine(directory, "ladders.json");
        var extents = JsonNode.Parse(File.ReadAllText(ladders))!["ladders"]!.AsArray();
        extents.RemoveAt(1);
        File.WriteAllText(ladders, extents.Root.ToJsonString());

        var second = await CliRun.Run("scaling", "--resume", directory, "--json");

        Assert.True(second.ExitCode == 0, second.Error);
        var now = File.ReadAllLines(journal);
        Assert.Equal(kept, now.Take(kept.Count));
        Assert.Equal(lines[kept.Count], now[kept.Count]);
        Assert.True(now.Length > kept.Count + 3, string.Join('\n', now));

        // A law that stays open gets further samples, and its records are written again; the first compile of a size is made once.
        var cold = now.Select(l => JsonNode.Parse(l)!).Select(r => ((string?)r["module"], r["samples"]!.AsArray()[0]!.ToJsonString())).Distinct();
        Assert.Equal(now.Select(l => (string?)JsonNode.Parse(l)!["module"]).Distinct().Count(), cold.Count());
    }

    [Theory]
    [InlineData("nested-blocks", "--shape", "nested-blcoks")]
    [InlineData("such as 60s", "--budget", "3")]
    [InlineData("10ms to 10m", "--budget", "3h")]
    [InlineData("32MB to 1024GiB", "--memory-limit", "1KB")]
    [InlineData("1s to 48h", "--time-limit", "1ms")]
    [InlineData("none-singlepass", "--settings", "none-singelpass")]
    public async Task BadUsage_OneLineThatSaysWhatToWrite(string expected, params string[] arguments) =>
        Assert.Contains(expected, (await CliRun.Run(["scaling", .. arguments])).OnlyComplaint(), StringComparison.Ordinal);

    [Fact]
    public async Task Resume_ARunOfTheSuite_OneLine()
    {
        using var scratch = new TestFolder();
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(RecordedRuns.SchemaOne, "run.json")))!;
        File.WriteAllText(Path.Combine(scratch.Path, "run.json"), manifest.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));

        Assert.Contains("not by 'scaling'", (await CliRun.Run("scaling", "--resume", scratch.Path)).OnlyComplaint(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_ARunThatIsBeingMeasured_OneLine()
    {
        using var scratch = new TestFolder();
        File.Copy(Path.Combine(Repository.Root, "results", "published", "scaling-50.0.1", "run.json"), Path.Combine(scratch.Path, "run.json"));
        using var measuring = RunDirectory.OpenForMeasuring(scratch.Path);

        Assert.Contains("in use by another process", (await CliRun.Run("scaling", "--resume", scratch.Path)).OnlyComplaint(), StringComparison.Ordinal);
    }
}
