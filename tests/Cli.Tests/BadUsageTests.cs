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

    [Theory]
    [InlineData("Usage:\n  compilebench", "--help")]
    [InlineData("compilebench reduce", "reduce", "--help")]
    [InlineData("compilebench ", "--version")]
    public async Task Program_HelpAndVersion_NameTheCommand(string words, params string[] arguments)
    {
        var run = await CliRun.Run(arguments);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(words, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("CompileBench.Cli", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parse_StrayArgument_NamesItAndTheHelp()
    {
        var complaint = (await CliRun.Run("duel", "--calibrate", "b.wasm")).OnlyComplaint();

        Assert.Contains("'b.wasm'", complaint, StringComparison.Ordinal);
        Assert.Contains("compilebench duel --help", complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--timeout 'soon' is not a duration", "duel", "--calibrate", "--timeout", "soon")]
    [InlineData("--memory-limit 'much' is not a size", "duel", "--calibrate", "--memory-limit", "much")]
    [InlineData("speed-backtracking, speed-singlepass, none-backtracking, none-singlepass, size-backtracking, winch, pulley", "duel", "--calibrate", "--settings", "turbo")]
    [InlineData("compilebench modules list --shapes", "scaling", "--shape", "pyramid")]
    [InlineData("compilebench modules list", "duel", "--calibrate", "--module", "nothing-like-it")]
    public async Task Option_UnknownValue_SaysWhatItTakes(string words, params string[] arguments) =>
        Assert.Contains(words, (await CliRun.Run(arguments)).OnlyComplaint(), StringComparison.Ordinal);

    [Theory]
    [InlineData("explain", "overview", "[<module>]")]
    [InlineData("predict", "measure", "[<module>...]")]
    public async Task Help_OfASubcommand_OmitsTheArgumentsOfItsParent(string parent, string subcommand, string argument)
    {
        var run = await CliRun.Run(parent, subcommand, "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"compilebench {parent} {subcommand} [options]", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("<module>  a", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Arguments:", run.Output, StringComparison.Ordinal);
        Assert.Contains(argument, (await CliRun.Run(parent, "--help")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_BesideAnUpToDateBuild_StartsItWithoutBuilding()
    {
        Requires.Unix();
        using var copy = new TestFolder();

        // A copy of the tools folder with the script and the build under test: the sources of the working copy may be newer than its build, and a test does not build.
        var script = copy.At("tools", "compilebench");
        Directory.CreateDirectory(copy.At("tools", "Cli", "bin", "Release"));
        File.Copy(Repository.At("tools", "compilebench"), script);
        File.SetLastWriteTimeUtc(script, DateTime.UnixEpoch);
        Directory.CreateSymbolicLink(copy.At("tools", "Cli", "bin", "Release", "net10.0"), AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

        var run = await ProcessRun.Run(new System.Diagnostics.ProcessStartInfo(script, ["--version"]));

        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("compilebench ", run.Output, StringComparison.Ordinal);
    }
}
