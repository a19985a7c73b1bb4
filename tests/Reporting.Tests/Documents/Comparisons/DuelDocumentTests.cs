using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Duel;
using CompileBench.Reporting.Documents.Comparisons;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Comparisons;

public sealed class DuelDocumentTests
{
    private static readonly ComparisonOptions Options = new();

    [Fact]
    public void FromResult_NothingDecidedOnABusyMachine_SaysSoAndNamesInstructions()
    {
        var document = Document(load: 2.5, Case("a", OpenReason.BoundsTooWide), Case("b", OpenReason.BoundsTooWide));
        Assert.StartsWith("new against old: no verdict on wall time. 0 of 2 comparisons decided (2 inconclusive).", ComparisonHeadline.ForDocument(document), StringComparison.Ordinal);
        Assert.Contains(document.Notes, n => n.StartsWith("The machine was busy", StringComparison.Ordinal));
        Assert.Contains(document.Notes, n => n.Contains("--metric instructions", StringComparison.Ordinal));
        Assert.Contains(document.Notes, n => n.StartsWith("0 of 2 comparisons decided after", StringComparison.Ordinal));
    }

    [Fact]
    public void FromResult_ACaseThatAnEngineRefuses_IsNotInconclusive()
    {
        var document = Document(load: 0, Case("a", OpenReason.BoundsTooWide), Case("b", OpenReason.Failed) with { Message = "new: Rejected" });
        Assert.Contains("(1 inconclusive, 1 not compiled by both)", ComparisonHeadline.ForDocument(document), StringComparison.Ordinal);
        Assert.Contains(document.Notes, n => n.StartsWith("0 of 1 comparison decided after", StringComparison.Ordinal));
        Assert.Contains("not compiled by both: new: Rejected", ComparisonMarkdown.FromDocument(document), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_OpenCases_PrintsDecidedRowsAndCountsTheRest()
    {
        CompileTimeComparison[] cases = [Case("slow", OpenReason.None) with { Verdict = ChangeVerdict.Slower, Ratio = 1.5 }, .. Enumerable.Range(0, 42).Select(i => Case($"open-{i}", OpenReason.BoundsTooWide))];
        var document = Document(load: 0, cases);

        var table = ComparisonText.FromDocument(document).Blocks.First(b => b.Table is not null).Table!;
        var lines = ComparisonText.FromDocument(document).Blocks.Select(b => b.Line).OfType<string>().ToList();

        Assert.Equal("slow", Assert.Single(table.Rows)[0].Text);
        Assert.Contains("42 rows not shown (42 inconclusive); --all prints every row", lines);
        Assert.Equal(43, ComparisonText.FromDocument(document, all: true).Blocks.First(b => b.Table is not null).Table!.Rows.Count);
    }

    [Theory]
    [InlineData(DuelEnd.Settled)]
    [InlineData(DuelEnd.TimeUp)]
    public void End_AndHeadline_GiveTheSameCount(DuelEnd how)
    {
        CompileTimeComparison[] cases = [Case("a", OpenReason.None) with { Verdict = ChangeVerdict.Equivalent, Ratio = 1 }, Case("b", OpenReason.BoundsTooWide), Case("c", OpenReason.Failed)];
        var result = Result(load: 0, cases) with { End = how };

        Assert.Contains("1 of 2 comparisons decided (", ComparisonHeadline.ForDocument(DuelDocument.FromResult(result, [])), StringComparison.Ordinal);
        Assert.StartsWith("1 of 2 comparisons decided; ", DuelDocument.End(result), StringComparison.Ordinal);
    }

    [Fact]
    public void FromResult_InstructionsOnABusyMachine_HasNoNoteAboutTimes() => Assert.DoesNotContain(
        Document(load: 9, Case("a", OpenReason.BoundsTooWide) with { Metric = ComparisonMetric.Instructions }).Notes, n => n.Contains("busy", StringComparison.Ordinal));

    [Fact]
    public void Markdown_BeginsWithTheHeadline()
    {
        var document = Document(load: 0, Case("a", OpenReason.BoundsTooWide));
        var lines = ComparisonMarkdown.FromDocument(document).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(ComparisonHeadline.ForDocument(document), lines[1]);
    }

    private static CompileTimeComparison Case(string module, OpenReason reason) =>
        CompileTimeComparison.Without(new ComparedCase(OperationNames.Compile, module, "winch"), ComparisonMetric.Wall, reason, Options);

    private static ComparisonDocument Document(double load, params CompileTimeComparison[] cases) => DuelDocument.FromResult(Result(load, cases), []);

    private static DuelResult Result(double load, CompileTimeComparison[] cases)
    {
        var manifest = SyntheticRun.Manifest(["old", "new"], ["a"]);
        return new DuelResult
        {
            Baseline = manifest.Engines[0],
            Candidate = manifest.Engines[1],
            Comparisons = cases,
            Summaries = [],
            Unsupported = [],
            NotCompared = [],
            End = DuelEnd.TimeUp,
            Elapsed = TimeSpan.FromMinutes(1),
            MeasuredShare = 0.5,
            RunDirectory = "run",
            Manifest = manifest with { Host = manifest.Host with { LoadAverage = load } },
            Options = Options,
            InstructionThreshold = 0.002,
        };
    }
}
