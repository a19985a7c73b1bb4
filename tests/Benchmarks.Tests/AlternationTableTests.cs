using CompileBench.Benchmarks.SelfBenchmarks;
using CompileBench.Measuring;
using Xunit;

namespace CompileBench.Benchmarks.Tests;

public class AlternationTableTests
{
    [Fact]
    public void FindTable_RelativePathOfARun_IsMadeAbsolute()
    {
        var run = Directory.CreateTempSubdirectory("compilebench-table").FullName;
        File.WriteAllText(Path.Combine(run, "cases.jsonl"), "");

        var found = SettingsInTurn.FindTable(Path.GetRelativePath(Directory.GetCurrentDirectory(), run));
        Directory.Delete(run, recursive: true);

        Assert.Equal(run, found);
    }

    [Fact]
    public void FindTable_NoRun_IsRefusedByName() =>
        Assert.Contains("no-such-run is no run", Assert.Throws<UsageException>(() => SettingsInTurn.FindTable("no-such-run")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void FindTable_NothingNamed_IsNone(string? run) => Assert.Null(SettingsInTurn.FindTable(run));
}
