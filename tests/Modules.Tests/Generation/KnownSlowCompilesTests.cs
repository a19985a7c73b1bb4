using System.Text.RegularExpressions;
using CompileBench.Modules.Generation.Ladders;
using Xunit;

namespace CompileBench.Modules.Tests.Generation;

public partial class KnownSlowCompilesTests
{
    [Fact]
    public void All_HaveAShapeOrSayWhyNot() =>
        Assert.All(KnownSlowCompiles.All, known => Assert.True(known.Shapes.Any() || known.Remark is not null, known.Reference));

    [Fact]
    public void All_HaveDistinctReferencesAndAThread()
    {
        Assert.Equal(KnownSlowCompiles.All.Count, KnownSlowCompiles.All.Select(known => known.Reference).Distinct(StringComparer.Ordinal).Count());
        Assert.All(KnownSlowCompiles.All, known => Assert.Equal("github.com", known.Thread.Host));
    }

    [Fact]
    public void All_CoverEveryRowOfTheCollectedReports()
    {
        var path = SharedFiles.Require("known-slow-compiles.md");

        var rows = File.ReadLines(path).Where(line => ReportRow().IsMatch(line)).Select(line => line.Split('|')[1]);
        var references = rows.SelectMany(cell => cell[..cell.IndexOf('(', StringComparison.Ordinal)].Split(',')).Select(reference => reference.Trim());

        Assert.All(references, reference => Assert.Contains(KnownSlowCompiles.All, known => known.Reference.EndsWith(reference, StringComparison.Ordinal)));
    }

    /// <summary>The reports of the corpus that are about slow compiles; the others are about what a tool must read.</summary>
    [Theory]
    [InlineData("elem-null")]
    [InlineData("sparse-segments")]
    [InlineData("declared-locals")]
    [InlineData("const-chain")]
    [InlineData("start-gc")]
    [InlineData("add-wrap")]
    public void All_CoverTheSlowCompilesOfTheCorpus(string file)
    {
        var path = SharedFiles.Require("corpora/reports/README.md");

        var row = File.ReadLines(path).Single(line => line.StartsWith($"| {file}", StringComparison.Ordinal));
        var references = Reference().Matches(row.Split('|')[2]).Select(match => match.Value).ToList();

        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.True(KnownSlowCompiles.All.Single(known => known.Reference == reference).Shapes.Any(), reference));
    }

    [GeneratedRegex(@"\b\w+#\d+")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^\| \S.*\(\d{4}\) \|")]
    private static partial Regex ReportRow();
}
