using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Documents.Sources;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Runs;

/// <summary>The table at the top of the README has the figures of the published run that it names.</summary>
public sealed class ReadmeFiguresTests
{
    [Fact]
    public void CostOfEachSetting_IsThatOfThePublishedRun()
    {
        var markdown = RunMarkdown.FromReportSet(new ReportSet([RunSource.Read(Repository.At("results", "published", "execute-50.0.1"))]), "charts");
        var (compile, run) = (Table(markdown, "## Geometric means over modules"), Table(markdown, "## What each setting costs at run time"));

        var expected = compile.Select(row => $"| `{row.Key}` | {row.Value[2]} ({row.Value[4]}) | {run[row.Key][2]} ({run[row.Key][3]}) |").ToList();
        Assert.Equal(6, expected.Count);
        Assert.Contains(string.Join('\n', expected), File.ReadAllText(Repository.At("README.md")).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    // The rows of a table by their first cell, without the heading row.
    private static Dictionary<string, string[]> Table(string markdown, string heading) =>
        markdown.Split('\n').SkipWhile(l => !l.StartsWith(heading, StringComparison.Ordinal)).Skip(1)
            .TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal)).Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(l => l.Split('|', StringSplitOptions.TrimEntries)[1..^1]).ToDictionary(cells => cells[0].Trim('`'));
}
