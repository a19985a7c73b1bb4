using System.Text.Json;
using CompileBench.Measuring.Explaining.Sampling;
using CompileBench.Measuring.Instructions;
using Xunit;

namespace CompileBench.Cli.Tests;

public class ExplainTests
{
    private const string Ladder = "nested-loops-locals@40";

    [Fact]
    public async Task Explain_TwoSettingsAndAGraph_TablesSideBySideAndAFile()
    {
        SkipWithoutValgrind();
        var file = Path.Combine(Path.GetTempPath(), $"explain-{Guid.NewGuid():N}.svg");

        var run = await CliRun.Run("explain", Ladder, "--settings", "speed-backtracking,winch", "--flame-graph", file);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("register allocation", run.Output, StringComparison.Ordinal);
        Assert.Contains("over speed-backtracking", run.Output, StringComparison.Ordinal);
        foreach (var name in new[] { "speed-backtracking", "winch" })
        {
            var drawn = Path.ChangeExtension(file, null) + $".{name}.svg";
            Assert.Contains("<svg", await File.ReadAllTextAsync(drawn, TestContext.Current.CancellationToken), StringComparison.Ordinal);
            File.Delete(drawn);
        }
    }

    [Fact]
    public async Task Explain_Json_TheShapeThatWasAgreed()
    {
        SkipWithoutValgrind();

        var run = await CliRun.Run("explain", Ladder, "--json");

        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        Assert.Equal(Ladder, root.GetProperty("module").GetString());
        Assert.Equal("speed-backtracking", root.GetProperty("settings").GetString());
        var shares = root.GetProperty("stages").EnumerateArray().Select(s => (s.GetProperty("stage").GetString(), Share: s.GetProperty("share").GetDouble())).ToList();
        Assert.Equal(1, shares.Sum(s => s.Share), 6);
        Assert.Equal("register allocation", shares.MaxBy(s => s.Share).Item1);
        Assert.All(root.GetProperty("functions").EnumerateArray(), f => Assert.True(f.GetProperty("inclusive").GetInt64() >= f.GetProperty("exclusive").GetInt64()));
        Assert.True(root.GetProperty("instructions").GetInt64() > 1_000_000);
    }

    [Fact]
    public async Task Explain_AgainstOtherSettings_TheClaimFirst()
    {
        SkipWithoutValgrind();

        var run = await CliRun.Run("explain", Ladder, "--settings", "none-singlepass", "--against", "speed-backtracking");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("none-singlepass executes ", run.Output, StringComparison.Ordinal);
        Assert.Contains("fewer instructions than speed-backtracking", run.Output.Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_Blame_EveryFunctionAndTheRest()
    {
        SkipWithoutValgrind();

        var run = await CliRun.Run("explain", Ladder, "--blame", "--json");

        using var json = JsonDocument.Parse(run.Output);
        var functions = json.RootElement.GetProperty("functions").EnumerateArray().Sum(f => f.GetProperty("cost").GetDouble());
        Assert.Equal(json.RootElement.GetProperty("total").GetDouble(), functions + json.RootElement.GetProperty("outsideFunctions").GetDouble(), 0.5);
        Assert.InRange(json.RootElement.GetProperty("functions")[0].GetProperty("predictedShare").GetDouble(), 0.001, 1);
    }

    [Fact]
    public async Task Explain_SampledPastTheLimit_IsStoppedThere()
    {
        Assert.SkipUnless(CompileSampler.MissingHere is null, CompileSampler.MissingHere ?? "");

        var run = await CliRun.Run("explain", "nested-loops-locals@400", "--sample", "--limit", "1ms");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("TimedOut", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no module given", "explain")]
    [InlineData("no-such-module", "explain", "no-such-module")]
    [InlineData("--flame-graph", "explain", Ladder, "--flame-graph", "graph.png")]
    [InlineData("exclude each other", "explain", Ladder, "--blame", "--sample")]
    [InlineData("draws no --flame-graph", "explain", Ladder, "--blame", "--flame-graph", "graph.svg")]
    [InlineData("several threads", "explain", Ladder, "--blame", "--settings", "speed-backtracking+parallel")]
    [InlineData("out of range", "explain", Ladder, "--top", "0")]
    public async Task Explain_WrongUse_OneLine(string words, params string[] arguments) =>
        Assert.Contains(words, (await CliRun.Run(arguments)).OnlyComplaint(), StringComparison.Ordinal);

    private static void SkipWithoutValgrind() => Assert.SkipUnless(InstructionCounter.MissingHere is null, InstructionCounter.MissingHere ?? "");
}
