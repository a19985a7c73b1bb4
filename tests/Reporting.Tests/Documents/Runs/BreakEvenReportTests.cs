using System.Globalization;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Runs;

/// <summary>Computes the break-even of every row of the report again, from the records alone.</summary>
public sealed class BreakEvenReportTests
{
    [Fact]
    public void Markdown_BreakEvenTable_AgreesWithTheRecords()
    {
        CaseRecord[] records =
        [
            .. SyntheticRun.CompiledAndExecuted("a", "winch", 1_000_000, 500_000), .. SyntheticRun.CompiledAndExecuted("a", "speed-backtracking", 9_000_000, 100_000), .. SyntheticRun.CompiledAndExecuted("a", "pulley", 8_000_000, 4_000_000),
            .. SyntheticRun.CompiledAndExecuted("b", "winch", 2_000_000, 30_000), .. SyntheticRun.CompiledAndExecuted("b", "speed-backtracking", 5_000_000, 20_000), .. SyntheticRun.CompiledAndExecuted("b", "pulley", 4_000_000, 90_000),
        ];
        var markdown = RunMarkdown.FromReportSet(new ReportSet([new RunData(SyntheticRun.Manifest(["e"], ["a", "b"]), records)]), "charts");
        string[][] rows =
        [
            .. markdown.Split('\n').SkipWhile(l => !l.StartsWith("## When a setting pays", StringComparison.Ordinal)).Skip(1)
                .TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal)).Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
                .Select(l => l.Split('|', StringSplitOptions.TrimEntries)[1..^1]),
        ];

        Assert.Equal(4, rows.Length);
        Assert.All(rows, row =>
        {
            double Time(string operation, string settings) =>
                records.Single(r => r.Operation == operation && r.Module == Plain(row[0]) && r.Settings == settings).Samples[0].Nanoseconds;
            var (settings, cheapest) = (Plain(row[1]), Plain(row[8]));
            var saved = Time(OperationNames.Execute, cheapest) - Time(OperationNames.Execute, settings);
            var expected = (Time(OperationNames.Compile, settings) - Time(OperationNames.Compile, cheapest)) / saved;
            Assert.Equal(saved > 0 ? $"{Math.Ceiling(expected).ToString("#,0", CultureInfo.InvariantCulture)} runs" : "never", row[5]);
        });
    }

    [Fact]
    public void Markdown_RunWithoutExecutions_HasNoBreakEvenTable() =>
        Assert.DoesNotContain("When a setting pays", RunMarkdown.FromReportSet(new ReportSet([SyntheticRun.Create(3)]), "charts"), StringComparison.Ordinal);

    private static string Plain(string cell) => cell.Replace("`", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal);
}
