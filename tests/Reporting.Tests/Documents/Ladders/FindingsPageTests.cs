using System.Text.RegularExpressions;
using CompileBench.Analysis.Scaling.Growth;
using CompileBench.Reporting.Documents.Ladders;
using CompileBench.Reporting.Documents.Ladders.Findings;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Ladders;

public sealed partial class FindingsPageTests
{
    private static readonly KnownShapes Known = new(
        [new("invented-shape-00", "A shape made up for tests.", "turns"), new("invented-shape-01", "Another one.", "twists")],
        [
            new("wt#1", 2020, new Uri("https://example.org/issues/1"), "many turns", null, ["invented-shape-00"]),
            new("wt#2", 2021, new Uri("https://example.org/issues/2"), "something else", "no shape stands for it", []),
        ]);

    [Fact]
    public void Markdown_AReportWithAShape_SaysWhetherItIsStillSo()
    {
        var row = Row(Page(SyntheticLadders.Create(2)), "issues/1");

        Assert.Contains("invented-shape-00", row, StringComparison.Ordinal);
        Assert.Contains("superlinear under speed-backtracking", row, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_AReportWithoutAShape_SaysWhy() =>
        Assert.Contains("no shape stands for it", Row(Page(SyntheticLadders.Create(2)), "issues/2"), StringComparison.Ordinal);

    [Fact]
    public void Markdown_ASlowerRun_SaysOtherSizes()
    {
        var run = SyntheticLadders.Create(1);
        var slower = new RunData(run.Manifest, [.. run.Records.Select(r => r with { Samples = [.. r.Samples.Select(s => s with { Nanoseconds = 2 * s.Nanoseconds })] })]);

        Assert.NotEqual(Bounds(Page(run)), Bounds(Page(slower)));
    }

    [Fact]
    public void Markdown_AnyRun_HasNoFigureThatTheRunLacks()
    {
        var run = SyntheticLadders.Create(2);

        Assert.Empty(Strangers(Page(run), run, Known));
    }

    [Fact]
    public void Markdown_AFigureFromElsewhere_IsFoundOut()
    {
        var run = SyntheticLadders.Create(2);

        Assert.Equal(["8.13"], Strangers(Page(run) + " and 8.13 s", run, Known));
    }

    [Fact]
    public void Page_ARunOfTheSuite_IsRefused()
    {
        var run = SyntheticLadders.Create(1);

        Assert.Throws<RecordFormatException>(() => new FindingsPage(new RunData(run.Manifest with { Kind = RunKind.Suite }, run.Records), Known));
    }

    /// <summary>Numbers of a page that are neither in words known beforehand nor a figure of the run, each once.</summary>
    internal static IReadOnlyList<string> Strangers(string page, RunData run, KnownShapes known)
    {
        var laws = LadderLaw.FromRecords(run.Records, run.Manifest.Settings);
        var budget = new LadderReport(run).BudgetNanoseconds!.Value;
        string[] words =
        [
            "size^k: 1 is linear, 2 quadratic; 95% bounds; a rate of 1%; lines 1.15 and 1.25",
            $"{laws.Count(l => l.Time.Deciding is not null)} {laws.Count(l => l.Memory.Deciding is not null)}",
            run.Manifest.Run, RunCaption.ForRecords(run.Manifest, run.Records), DurationText.Format(budget, 2), "#&#8203;",
            .. run.Manifest.Settings, .. RunWarnings.ForRun(run),
            .. known.Shapes.SelectMany(s => new[] { s.Name, s.Description, s.SizeUnit }),
            .. known.Reports.SelectMany(r => new[] { r.Reference, $"{r.Year}", r.Thread.ToString(), r.Reported, r.Remark ?? "" }),
            .. laws.SelectMany(l => new[] { l.Time, l.Memory }).SelectMany(g => new[] { LadderWords.Exponent(g.Whole), LadderWords.Exponent(g.Local), LadderWords.Verdict(g), LadderWords.Peers(g) }),
            .. laws.Select(l => LadderWords.Within(l.Time.LargestWithinBudget(budget))),
            .. laws.SelectMany(l => l.Time.Points).SelectMany(p => new[] { $"{p.Size:0}", DurationText.Format(p.Value) }),
            .. laws.Where(l => l.Time.Points.Any(p => p.Value is not null)).GroupBy(l => l.Settings).SelectMany(g => Enum.GetValues<GrowthVerdict>().Select(v => $"{g.Count(l => l.Time.Verdict == v)}").Append($"{g.Count()}")),
            .. Ratios(laws),
        ];
        var allowed = words.SelectMany(w => Number().Matches(w).Select(m => m.Value)).ToHashSet();
        return [.. Number().Matches(page).Select(m => m.Value).Where(n => !allowed.Contains(n)).Distinct()];
    }

    private static IEnumerable<string> Ratios(IReadOnlyList<LadderLaw> laws) =>
        from slow in laws
        where slow.Settings == "speed-backtracking"
        from quick in laws
        where quick.Settings == "none-singlepass" && quick.Shape == slow.Shape
        from a in slow.Time.Points
        from b in quick.Time.Points
        where a.Size == b.Size && a.Value is not null && b.Value is not null
        select RatioText.Format(a.Value! / b.Value!);

    private static string Page(RunData run) => new FindingsPage(run, Known).Markdown("charts");

    private static string Row(string page, string link) => page.Split('\n').Single(line => line.Contains(link, StringComparison.Ordinal));

    private static string Bounds(string page) => page[page.IndexOf("## What to bound", StringComparison.Ordinal)..page.IndexOf("## The superlinear shapes", StringComparison.Ordinal)];

    [GeneratedRegex(@"\d+(,\d{3})*(\.\d+)?")]
    private static partial Regex Number();
}
