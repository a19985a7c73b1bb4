using Benchmarks;
using CompileBench.Benchmarks.SelfBenchmarks;
using CompileBench.Benchmarks.Suite;
using CompileBench.Benchmarks.Suite.Options;
using CompileBench.Measuring;
using CompileBench.Modules.Catalog;
using Xunit;

namespace CompileBench.Benchmarks.Tests;

public class CommandLineTests
{
    [Fact]
    public void Parse_EnginesByTwoOptions_StandInTheOrderTheyWereNamed() =>
        Assert.Equal(
            ["50.0.1", "mine=a.so", "49.0.0", "b=b.so"],
            SuiteCommandLine.Parse(["--wasmtime", "50.0.1", "--filter", "*", "--engine=mine=a.so", "--wasmtime", "49.0.0", "--engine", "b=b.so"]).Engines);

    [Theory]
    [InlineData("--inProcess")]
    [InlineData("--runtimes", "net10.0")]
    [InlineData("--runtimes", "net9.0", "net10.0")]
    public void Parse_AnotherWayToRunBenchmarks_IsRefused(params string[] arguments)
    {
        var e = Assert.Throws<UsageException>(() => BenchmarkArguments.Parse(arguments, Path.GetTempPath()));

        Assert.Contains("cannot be used", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--job", "short")]
    [InlineData("--iterationCount", "150")]
    [InlineData("--job", "long", "--launchCount", "2")]
    public void Parse_OneJobOfTheUsers_IsTaken(params string[] arguments) =>
        Assert.Single(BenchmarkArguments.Parse(arguments, Path.GetTempPath()).GetJobs());

    [Fact]
    public void Parse_SeveralModulesInARow_AreAllTaken() =>
        Assert.Equal(
            ["a.wasm", "b.wasm", "c.wasm"],
            SuiteCommandLine.Parse(["--module", "a.wasm", "b.wasm", "c.wasm", "--filter", "*Compile*"]).Modules);

    [Theory]
    [InlineData("b.wasm", "b.wasm", "--filter", "*Compile*")]
    [InlineData("b.wasm", "--suite", "quick", "b.wasm", "--filter", "*Compile*")]
    [InlineData("b.wasm", "--filter", "*Compile*", "--suite", "quick", "b.wasm")]
    [InlineData("b.wasm", "--filter", "*Compile*", "b.wasm")]
    [InlineData("mine.suite", "--filter", "*Compile*", "mine.suite")]
    [InlineData("5", "--launchCount", "3", "5")]
    [InlineData("yes", "--join", "yes")]
    public void Parse_ArgumentThatBelongsToNoOption_IsRefusedByName(string stray, params string[] arguments)
    {
        var e = Assert.Throws<UsageException>(() => SuiteCommandLine.Parse(arguments));

        Assert.Contains($"unexpected argument '{stray}'", e.Message, StringComparison.Ordinal);
        Assert.Contains("--module", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_SeveralValuesOfABenchmarkDotNetOption_AreTaken() =>
        Assert.Equal(["--filter", "*Compile*", "*Validate*", "--list", "flat"], SuiteCommandLine.Parse(["--filter", "*Compile*", "*Validate*", "--list", "flat", "--suite", "quick"]).BenchmarkArguments);

    [Fact]
    public void Run_Version_PrintsItAndEnds() => Assert.Equal(0, SuiteCommand.Run(["--version"], TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("--module", "zlib")]
    [InlineData("--memory-limit", "1GB")]
    public void CheckOptions_OptionOfTheSuite_IsRefusedForOtherBenchmarks(params string[] arguments)
    {
        var e = Assert.Throws<UsageException>(() => SelfBenchmarkRun.CheckOptions(SuiteCommandLine.Parse(arguments), [typeof(GuardBenchmarks)]));

        Assert.Contains($"{arguments[0]} means nothing to GuardBenchmarks", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Misses_ModuleThatCannotBeHad_NamesItForTheBenchmarksThatNeedIt()
    {
        Assert.True(ModuleCatalog.Load().TryFind("sqlite", out var entry, out _));
        ModuleFetchResult[] fetched = [new ModuleFetchResult.Unavailable(entry, "no network", "connect")];

        Assert.Equal("not run: ProfileBenchmarks: its module sqlite cannot be had: no network: connect", SelfBenchmarkRun.Misses(typeof(ProfileBenchmarks), fetched));
        Assert.Null(SelfBenchmarkRun.Misses(typeof(GuardBenchmarks), fetched));
    }
}
