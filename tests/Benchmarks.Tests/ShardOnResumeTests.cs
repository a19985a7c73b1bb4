using CompileBench.Benchmarks.Suite.Options;
using CompileBench.Benchmarks.Suite.Running;
using CompileBench.Measuring;
using CompileBench.Measuring.Sharding;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Benchmarks.Tests;

public sealed class ShardOnResumeTests
{
    private static readonly ShardDescription Second = new(2, 3, "sha256:0", ["argon2"], ["many-functions@256"]);

    [Fact]
    public void OptionsFrom_Shard_IsThatOfTheManifest() => Assert.Equal(new ShardNumber(2, 3), ShardOf("2/3", Second));

    [Theory]
    [InlineData("")]
    [InlineData("1/1")]
    public void OptionsFrom_NoShard_IsTheWholeRun(string option) => Assert.Null(ShardOf(option, null));

    [Theory]
    [InlineData("2/3")]
    [InlineData("9/0")]
    public void OptionsFrom_ShardOfAnEarlierVersion_IsRefused(string option) =>
        Assert.Contains("an earlier version, which divided modules in another way", Assert.Throws<UsageException>(() => ShardOf(option, null)).Message, StringComparison.Ordinal);

    [Fact]
    public void OptionsFrom_AnotherShardOnTheCommandLine_IsRefused() =>
        Assert.Contains("--shard '2/3'", Assert.Throws<UsageException>(() => ShardOf("2/3", Second, "--shard", "1/3")).Message, StringComparison.Ordinal);

    private static ShardNumber? ShardOf(string option, ShardDescription? shard, params string[] more)
    {
        var manifest = new RunManifest
        {
            Run = "run",
            Kind = RunKind.Suite,
            ToolVersion = "1",
            Host = new HostDescription("here", "an OS", "x64", null, 1, 1, ".NET", null),
            Engines = [],
            Settings = [SettingNames.Winch],
            Options = new Dictionary<string, OptionValue> { ["shard"] = option, ["seed"] = "1", ["benchmarkdotnet"] = OptionValue.FromTexts(["--filter", "*Compile*"]) },
            StartedAt = DateTimeOffset.UnixEpoch,
            Shard = shard,
        };
        return RunDescription.OptionsFrom(manifest, SuiteCommandLine.Parse(["--resume", "run", .. more]), null).Options.Shard;
    }
}
