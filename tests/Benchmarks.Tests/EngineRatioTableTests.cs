using CompileBench.Analysis.Runs;
using CompileBench.Benchmarks.Suite.Output;
using CompileBench.CommandLine;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Benchmarks.Tests;

public class EngineRatioTableTests
{
    [Fact]
    public void CreateTables_TwoEngines_DividesTheSecondByTheFirst()
    {
        var analysis = RunAnalysis.FromRecords([Record("2.0.0", 3_000_000), Record("1.0.0", 2_000_000)]);

        var (title, table) = Assert.Single(EngineRatioTable.CreateTables(analysis.Engines, "1.0.0"));

        Assert.StartsWith("Wasmtime 2.0.0 / 1.0.0", title, StringComparison.Ordinal);
        var text = string.Join('\n', ConsoleTables.Draw(table, 120));
        Assert.Contains("zlib", text, StringComparison.Ordinal);
        Assert.Contains("1.50", text, StringComparison.Ordinal);
    }

    [Fact]
    public void CreateTables_OneEngine_HasNothingToCompare() =>
        Assert.Empty(EngineRatioTable.CreateTables(RunAnalysis.FromRecords([Record("1.0.0", 1_000_000)]).Engines, "1.0.0"));

    private static CaseRecord Record(string engine, long nanoseconds) => new()
    {
        Operation = OperationNames.Compile,
        Module = "zlib",
        Settings = "winch",
        Engine = engine,
        ModuleDigest = "sha256:1",
        EngineDigest = "sha256:2",
        Outcome = OutcomeKind.Completed,
        Samples = [.. Enumerable.Range(0, 12).Select(i => new CompileTimeSample((i / 4) + 1, i % 4, SampleKind.Warm, 1, nanoseconds + (i * 100), null))],
        StartedAt = DateTimeOffset.UnixEpoch,
    };
}
