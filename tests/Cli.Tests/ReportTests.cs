using System.Text.Json;
using Xunit;

namespace CompileBench.Cli.Tests;

public sealed class ReportTests : IDisposable
{
    private readonly SyntheticRuns _runs = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Output => Path.Combine(_runs.Folder, "report");

    [Fact]
    public async Task Report_TwoShards_ShowsTheModulesOfBoth()
    {
        var first = _runs.Add(1, ["1.0.0"], modules: 3);
        var second = _runs.Add(2, ["1.0.0"], modules: 2);
        await Rename(second, "\"module-", "\"other-");

        var run = await CliRun.Run("report", first, second, "-o", Output);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("The runs hold 5 modules together; 5 of them are not in every run", run.Output, StringComparison.Ordinal);
        Assert.Contains("0 over, 10 within", run.Output, StringComparison.Ordinal);
        var text = await File.ReadAllTextAsync(Path.Combine(Output, "report.md"), Stop);
        Assert.Contains("| module-2 |", text, StringComparison.Ordinal);
        Assert.Contains("| other-1 |", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_LinesThatCannotBeRead_AreNamedOnTheTerminal()
    {
        var path = _runs.Add(1, ["1.0.0"], modules: 1);
        var journal = Path.Combine(path, "cases.jsonl");
        await File.WriteAllTextAsync(journal, "not a record\n{\"schema\":1,\"pha", Stop);

        var run = await CliRun.Run("report", path, "-o", Output);

        Assert.Contains("line 1 cannot be read and was left out", run.Output, StringComparison.Ordinal);
        Assert.Contains("line 2 is cut short and was left out", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_ExchangeFiles_AreWrittenOnRequestOnly()
    {
        var path = _runs.Add(1, ["1.0.0"], modules: 1);

        Assert.Equal(0, (await CliRun.Run("report", path, "-o", Output)).ExitCode);
        Assert.False(Directory.Exists(Path.Combine(Output, "exchange")));
        Assert.Equal(0, (await CliRun.Run("report", path, "-o", Output, "--exchange")).ExitCode);
        Assert.Equal(6, Directory.GetFiles(Path.Combine(Output, "exchange")).Length);
    }

    [Theory]
    [InlineData("report")]
    [InlineData("compare")]
    [InlineData("history")]
    public async Task ControlCharactersInNames_ReachNeitherTheTerminalNorATable(string command)
    {
        const string Hostile = "\u001b[31m\u0007\n\u202e";
        var first = _runs.Add(1, ["1.0.0"], modules: 2);
        var second = _runs.Add(2, ["1.1.0"], (_, _) => 1.5, modules: 2);
        foreach (var path in new[] { first, second })
        {
            await Rename(path, "\"module-0\"", JsonSerializer.Serialize("module" + Hostile));
        }

        string[] arguments = command == "history" ? [first, second] : command == "report" ? [first, second, "-o", Output] : [first, second];
        var run = await CliRun.Run([command, .. arguments]);

        var shown = run.Output + run.Error + (command == "report" ? await File.ReadAllTextAsync(Path.Combine(Output, "report.md"), Stop) : "");
        Assert.NotEmpty(shown);
        Assert.DoesNotContain(shown, c => (char.IsControl(c) && c is not ('\n' or '\r')) || c == '\u202e');
    }

    public void Dispose() => _runs.Dispose();

    private static async Task Rename(string path, string from, string to)
    {
        var journal = Path.Combine(path, "cases.jsonl");
        await File.WriteAllTextAsync(journal, (await File.ReadAllTextAsync(journal, Stop)).Replace(from, to, StringComparison.Ordinal), Stop);
    }
}
