using CompileBench.Engines.Operations;
using CompileBench.Measuring.Duel;
using Xunit;

namespace CompileBench.Measuring.Tests.Duel;

public sealed class DuelDefaultsTests
{
    [Fact]
    public void For_NothingNamed_IsTheSmallSuiteAndThreeSettings() =>
        Assert.Equal(("duel", "speed-backtracking,none-singlepass,winch"), Joined(DuelDefaults.For(MeasuredOperation.Compile, null, [], [])));

    [Fact]
    public void For_SettingsNamed_KeepsThem() => Assert.Equal(("duel", "pulley"), Joined(DuelDefaults.For(MeasuredOperation.Compile, null, [], ["pulley"])));

    [Fact]
    public void For_OperationThatNeedsAWorkload_IsTheSuiteOfWorkloads() =>
        Assert.Equal(("execute", "speed-backtracking,none-singlepass,winch"), Joined(DuelDefaults.For(MeasuredOperation.Execute, null, [], [])));

    [Theory]
    [InlineData("full")]
    [InlineData(null)]
    public void For_SuiteOrModulesNamed_NarrowsNothing(string? suite) =>
        Assert.Equal((suite, ""), Joined(DuelDefaults.For(MeasuredOperation.Compile, suite, suite is null ? ["argon2"] : [], [])));

    private static (string?, string) Joined((string? Suite, IReadOnlyList<string> Settings) defaults) => (defaults.Suite, string.Join(',', defaults.Settings));
}
