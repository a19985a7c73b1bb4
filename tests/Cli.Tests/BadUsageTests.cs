using Xunit;

namespace CompileBench.Cli.Tests;

public class BadUsageTests
{
    [Fact]
    public async Task AModuleThatIsNowhere_OneLineThatNamesIt() =>
        Assert.Contains("no-such-module", (await CliRun.Run("modules", "profile", "no-such-module")).OnlyComplaint(), StringComparison.Ordinal);

    [Fact]
    public async Task ASizeOutOfRange_OneLineWithTheRange() =>
        Assert.Contains("to", (await CliRun.Run("modules", "generate", "nested-blocks@0", "-o", Path.GetTempFileName())).OnlyComplaint(), StringComparison.Ordinal);

    [Fact]
    public async Task ARunThatIsNone_OneLine() =>
        Assert.Contains("is not a run", (await CliRun.Run("report", Path.GetTempPath(), "-o", Path.GetTempPath())).OnlyComplaint(), StringComparison.Ordinal);

    [Fact]
    public async Task AnEngineThatIsNoLibrary_OneLine() =>
        Assert.Contains("text", (await CliRun.Run("engines", "probe", "text=" + typeof(CliRun).Assembly.Location)).OnlyComplaint(), StringComparison.Ordinal);
}
