using System.Text.Json.Nodes;
using Xunit;

namespace CompileBench.Cli.Tests;

public sealed class TierTests : IDisposable
{
    private readonly TestFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Tier_SmallModule_HasThreeWaysAndDrawsThem()
    {
        var run = await CliRun.Run("tier", "nested-loops-locals@8", "--invoke", "run", "--argument", "0", "--calls", "20", "--trigger", "immediately", "--json", "-o", _scratch.Path);

        Assert.True(run.ExitCode == 0, run.Error);
        var json = JsonNode.Parse(run.Output)!;
        Assert.Equal(["in two tiers", "first tier alone (winch)", "second tier alone (speed-backtracking)"], json["alone"]!.AsArray().Prepend(json["tiered"]).Select(w => (string)w!["name"]!));
        Assert.True((bool)json["sameOutput"]!);
        Assert.Equal([1, 2, 5, 10, 20], json["tiered"]!["totals"]!.AsArray().Select(t => (int)t!["calls"]!));
        Assert.NotNull(json["triggeredAt"]);
        Assert.Contains("tiers-nested-loops-locals-8.svg", Directory.GetFiles(_scratch.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task TierEvaluate_FewCalls_ComparesBothTriggersWithTheBetterTier()
    {
        var run = await CliRun.Run("tier", "evaluate", "--calls", "5", "--repetitions", "1", "--first-calls", "1");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("Every call returned the same in both tiers.", run.Output, StringComparison.Ordinal);
        Assert.Contains("trigger immediately", run.Output, StringComparison.Ordinal);
        Assert.Contains("trigger break-even", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ +5  +[0-9.]+ ms", run.Output);
    }

    [Theory]
    [InlineData("--trigger 'sometimes' is not known", "--trigger", "sometimes")]
    [InlineData("exports no function 'walk': it exports run", "--invoke", "walk")]
    [InlineData("run takes 1 arguments, 0 are given", "--invoke", "run")]
    [InlineData("'x' is no value of type Int32", "--invoke", "run", "--argument", "x")]
    public async Task Tier_BadUsage_OneLine(string complaint, params string[] arguments)
    {
        var run = await CliRun.Run(["tier", "nested-loops-locals@8", .. arguments]);

        Assert.Contains(complaint, run.OnlyComplaint(), StringComparison.Ordinal);
    }
}
