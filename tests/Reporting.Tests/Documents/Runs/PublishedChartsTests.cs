using System.Text;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Sources;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Runs;

/// <summary>
/// A published run lies in <c>results/published/NAME/</c>: its <c>run.json</c>, <c>cases.jsonl</c> and <c>profiles.json</c>, and in
/// <c>charts/</c> the pictures shown somewhere, each with its numbers. Whoever reads a chart there can make it again.
/// </summary>
public sealed class PublishedChartsTests
{
    [Fact]
    public void EveryPublishedChart_MadeAgainFromItsRecords_HasTheSameNumbers()
    {
        var root = Path.Combine(Repository.Root, "results", "published");
        var runs = Directory.Exists(root) ? Directory.GetDirectories(root).Where(r => Directory.Exists(Path.Combine(r, "charts"))).ToArray() : [];
        Assert.SkipWhen(runs.Length == 0, "nothing is published in results/published");
        foreach (var run in runs)
        {
            var set = new ReportSet([RunSource.Read(run)]);
            var charts = set.Charts.Concat(set.Ladders.Charts).ToDictionary(c => c.Name);
            if (ApprovedFile.IsAccepting)
            {
                Publish([.. charts.Values], Path.Combine(run, "charts"));
            }

            foreach (var published in Directory.EnumerateFiles(Path.Combine(run, "charts"), "*.json"))
            {
                var chart = charts[Path.GetFileNameWithoutExtension(published)];
                Assert.Equal(File.ReadAllText(published).ReplaceLineEndings("\n"), Encoding.UTF8.GetString(ChartJson.Write(chart)));
            }

            var pictures = Directory.EnumerateFiles(Path.Combine(run, "charts")).Where(f => Path.GetExtension(f) is ".png" or ".svg");
            Assert.All(pictures, p => Assert.Contains(charts.Keys, name => Path.GetFileNameWithoutExtension(p) == name || Path.GetFileNameWithoutExtension(p) == name + "-dark"));
        }
    }

    // What is shown somewhere is made again; what is not is not added.
    private static void Publish(IReadOnlyList<Chart> charts, string directory)
    {
        using var fresh = new TestFolder();
        ChartFiles.Write(charts, fresh.Path);
        foreach (var shown in Directory.EnumerateFiles(directory).Where(f => File.Exists(Path.Combine(fresh.Path, Path.GetFileName(f)))))
        {
            File.Copy(Path.Combine(fresh.Path, Path.GetFileName(shown)), shown, overwrite: true);
        }
    }
}
