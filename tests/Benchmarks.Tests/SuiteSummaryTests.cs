using CompileBench.Analysis.Runs;
using CompileBench.Benchmarks.Suite.Output;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.CommandLine;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Benchmarks.Tests;

public class SuiteSummaryTests
{
    [Fact]
    public void Table_ModuleThatNoSettingCompiled_HasARowAndSettingsThatCompiledNothingAColumn()
    {
        var lines = Lines([Compiled("zlib", "speed-backtracking"), TimedOut("zlib", "winch"), TimedOut("ladder@4096", "speed-backtracking"), TimedOut("ladder@4096", "winch")]);

        Assert.Contains("winch", lines.Single(l => l.Contains("module", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(2, lines.Single(l => l.Contains("ladder@4096", StringComparison.Ordinal)).Split("> 60").Length - 1);
        Assert.Single(lines.Single(l => l.Contains("zlib", StringComparison.Ordinal)).Split("> 60")[1..]);
    }

    [Fact]
    public void Table_RunInWhichNothingEnded_IsNotEmpty() =>
        Assert.Contains(Lines([TimedOut("zlib", "winch")]), l => l.Contains("zlib", StringComparison.Ordinal) && l.Contains("> 60", StringComparison.Ordinal));

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Table_SevenSettings_FitsTheTerminalAndKeepsEveryRatio(int width)
    {
        string[] settings = [.. SettingNames.NearestFirst];
        var lines = Lines([.. settings.Select(s => Compiled("a-module-with-a-long-name@65536", s))], width);

        Assert.All(lines, l => Assert.True(l.Length <= width, l));
        Assert.Equal(settings.Length - 1, lines.Sum(l => l.Split("1.00x").Length - 1));
        Assert.Contains("report.md", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Title_WithoutTheBaseline_DoesNotNameARatio()
    {
        Assert.EndsWith("warm median", TitleOf([Compiled("zlib", "winch")]), StringComparison.Ordinal);
        Assert.EndsWith("ratio to speed-backtracking", TitleOf([Compiled("zlib", "winch"), Compiled("zlib", "speed-backtracking")]), StringComparison.Ordinal);
    }

    private static string TitleOf(CaseRecord[] records)
    {
        var analysis = RunAnalysis.FromRecords(records);
        var engine = Assert.Single(analysis.Engines);
        return SuiteSummary.Title(engine, EngineGrid.FromAnalysis(analysis, engine));
    }

    private static IReadOnlyList<string> Lines(CaseRecord[] records, int width = 240)
    {
        var analysis = RunAnalysis.FromRecords(records);
        return ConsoleTables.Draw(SuiteSummary.Table(EngineGrid.FromAnalysis(analysis, Assert.Single(analysis.Engines))), width);
    }

    private static CaseRecord TimedOut(string module, string settings) => Compiled(module, settings) with
    {
        Outcome = OutcomeKind.TimedOut,
        Samples = [new CompileTimeSample(1, 0, SampleKind.Cold, 1, 60_000_000_000, null)],
    };

    private static CaseRecord Compiled(string module, string settings) => new()
    {
        Operation = OperationNames.Compile,
        Module = module,
        Settings = settings,
        Engine = "1.0.0",
        ModuleDigest = "sha256:1",
        EngineDigest = "sha256:2",
        Outcome = OutcomeKind.Completed,
        Samples = [.. Enumerable.Range(0, 12).Select(i => new CompileTimeSample((i / 4) + 1, i % 4, SampleKind.Warm, 1, 2_000_000 + (i * 100), null))],
        StartedAt = DateTimeOffset.UnixEpoch,
    };
}
