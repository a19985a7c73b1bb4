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

    [GeneratedRegex(@"^\| \S.*\(\d{4}\) \|")]
    private static partial Regex ReportRow();
}
