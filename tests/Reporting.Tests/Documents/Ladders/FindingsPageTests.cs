using System.Text.Json;
using System.Text.RegularExpressions;
using CompileBench.Analysis.Scaling;
using CompileBench.Analysis.Scaling.Growth;
using CompileBench.Reporting.Documents.Ladders;
using CompileBench.Reporting.Documents.Ladders.Findings;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Documents.Tables;
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

        Assert.Empty(UnknownFigures(Page(run), run, Known));
    }

    [Fact]
    public void Markdown_AFigureFromElsewhere_IsFoundOut()
    {
        var run = SyntheticLadders.Create(2);

        Assert.Equal(["8.13"], UnknownFigures(Page(run) + " and 8.13 s", run, Known));
    }

    [Fact]
    public void Markdown_WithRealModules_ShowsTheCostPerByteBesideTheGrowth()
    {
        var run = SyntheticLadders.Create(2);
        var suite = Suite(bytesPerByteOfCode: 1);
        var real = RealModuleCosts.FromRun(suite, run.Manifest);

        var page = new FindingsPage(run, Known, real).Markdown("charts");

        // The shape grows linearly under this setting and superlinearly under the default one: both cost much more per byte than the invented modules.
        var section = page[page.IndexOf("## What costs most per byte", StringComparison.Ordinal)..page.IndexOf("## The superlinear shapes", StringComparison.Ordinal)];
        var row = section.Split('\n').First(line => line.StartsWith("| invented-shape-00 |", StringComparison.Ordinal));
        Assert.Matches(@"speed-singlepass [0-9.]+x \([0-9.]+x to [0-9.]+x\), at most mild", row);
        Assert.Matches(@"speed-backtracking [0-9.]+x \([0-9.]+x to [0-9.]+x\), superlinear", row);
        Assert.Contains("| winch | 13 | ", section, StringComparison.Ordinal);
        Assert.Empty(UnknownFigures(page, run, Known, real));
    }

    [Fact]
    public void Text_WithRealModules_NamesHighCostsPerByteBesideTheGrowth()
    {
        var run = SyntheticLadders.Create(2);
        run = new RunData(run.Manifest with { Options = new Dictionary<string, OptionValue>(run.Manifest.Options) { ["memory-limit"] = "2GB" } }, run.Records);
        var costs = new LadderByteCosts(run, RealModuleCosts.FromRun(Suite(bytesPerByteOfCode: 1), run.Manifest));

        var text = ScalingText.FromRun(run, [], costs);
        using var json = JsonDocument.Parse(ScalingDocument.FromRun(run, costs).ToJson());

        Assert.Matches(@"^a byte costs more than 10 times as much as one of real modules in \d+ of 14 ladders: invented-shape-0[01] under [a-z-]+ \([0-9.]+x\)", text.Blocks[1].Line);
        var table = text.Blocks.Select(b => b.Table).OfType<TextTable>().Single();
        var column = table.Columns.Select(c => c.Heading).ToList().IndexOf("cost per byte");
        var row = table.Rows.First(r => r[0].Text == "invented-shape-00" && r[1].Text == "speed-singlepass");
        var law = LadderLaw.FromRecords(run.Records, run.Manifest.Settings).Single(l => l is { Shape: "invented-shape-00", Settings: "speed-singlepass" });
        Assert.Equal(costs.Brief(law), row[column].Text);
        Assert.StartsWith("high: ", row[column].Text, StringComparison.Ordinal);
        var fits = json.RootElement.GetProperty("fits").EnumerateArray().Where(f => f.GetProperty("shape").GetString() == law.Shape && f.GetProperty("settings").GetString() == law.Settings).ToList();
        var cost = fits.Single(f => f.GetProperty("metric").GetString() == "wall").GetProperty("costPerByte");
        Assert.Equal("High", cost.GetProperty("verdict").GetString());
        Assert.InRange(cost.GetProperty("ratio").GetDouble(), cost.GetProperty("lower").GetDouble(), cost.GetProperty("upper").GetDouble());
        Assert.Equal(JsonValueKind.Null, fits.Single(f => f.GetProperty("metric").GetString() == "memory").GetProperty("costPerByte").ValueKind);
        Assert.Equal(costs.Real!.Run, json.RootElement.GetProperty("realModules").GetString());
    }

    [Fact]
    public void Markdown_WithCounts_ShowsTheLawsUnderKnobsAndWhatTheKnobCosts()
    {
        var run = SyntheticLadders.Create(2);
        int[] sizes = [64, 128, 256, 512, 1024];
        var counts = new CountedLadders(["20261123T060000Z-0.0.0-test-nowhere"], ["winch", "winch+epochs"],
        [
            .. from settings in (string[])["winch", "winch+epochs"]
               from size in sizes
               let instructions = settings == "winch" ? 20_000L * size : 100L * size * size
               select new CountedRung("invented-shape-00", size, settings, "0.0.0-test", "sha256:00", sizes, instructions, null, new CountingConditions("a processor", null)),
        ]);

        var page = new FindingsPage(run, Known, counts: counts).Markdown("charts");

        Assert.Contains("by instructions under winch+epochs: k = 2.00", Row(page, "issues/1"), StringComparison.Ordinal);
        Assert.Matches(@"\| invented-shape-00 \| winch\+epochs \| superlinear: k 2\.00 .* \| 1024: 104\.9 M \| 1024: 5\.12x \|", page);
        Assert.Matches(@"\| invented-shape-00 \| winch \| at most mild: k 1\.00 .* \| 1024: 20\.5 M \|  \|", page);
        Assert.Empty(UnknownFigures(page, run, Known, counts: counts));
    }

    [Fact]
    public void Markdown_RealModulesThatCostAsMuch_HasNoHighCost()
    {
        var run = SyntheticLadders.Create(2, sizes: 5);
        var page = new FindingsPage(run, Known, RealModuleCosts.FromRun(Suite(bytesPerByteOfCode: 0.001), run.Manifest)).Markdown("charts");

        Assert.Contains("No shape has a high cost per byte.", page, StringComparison.Ordinal);
        Assert.Contains("under every setting: invented-shape-00, invented-shape-01.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_WithoutRealModules_SaysThatCostsPerByteAreNotKnown()
    {
        var page = Page(SyntheticLadders.Create(2));

        Assert.Contains("The costs per byte are not known", page, StringComparison.Ordinal);
        Assert.Contains("| not known |", page, StringComparison.Ordinal);
    }

    [Fact]
    public void FromRun_RunThatCannotBeCompared_IsRefusedInOneLine()
    {
        var (scaling, suite) = (SyntheticLadders.Create(1).Manifest, Suite(1));
        RunManifest[] others =
        [
            suite.Manifest with { Kind = RunKind.Duel },
            suite.Manifest with { Host = suite.Manifest.Host with { Name = "elsewhere" } },
            suite.Manifest with { Engines = [suite.Manifest.Engines[0] with { Digest = "sha256:" + new string('5', 64) }] },
        ];

        string[] reasons = [.. others.Select(m => Assert.Throws<RecordFormatException>(() => RealModuleCosts.FromRun(new RunData(m, suite.Records), scaling)).Message)];

        Assert.Equal(["is no run of the suite", "on another host", "has another engine"], reasons.Select(r => new[] { "is no run of the suite", "on another host", "has another engine" }.Single(r.Contains)));
        Assert.Null(RealModuleCosts.FindRefusal(suite.Manifest, scaling));
    }

    [Fact]
    public void Page_ARunOfTheSuite_IsRefused()
    {
        var run = SyntheticLadders.Create(1);

        Assert.Throws<RecordFormatException>(() => new FindingsPage(new RunData(run.Manifest with { Kind = RunKind.Suite }, run.Records), Known));
    }

    /// <summary>Numbers of a page that are neither in words known beforehand nor a figure of the run, each once.</summary>
    internal static IReadOnlyList<string> UnknownFigures(string page, RunData run, KnownShapes known, RealModuleCosts? real = null, CountedLadders? counts = null)
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
            .. laws.Select(l => SizeBound.FromLadders([(l.Settings, l.Time.Points)], budget).Size).OfType<double>().Select(size => LadderWords.Within(new LargestWithin(size, false, null))),
            .. laws.SelectMany(l => l.Time.Points).SelectMany(p => new[] { $"{p.Size:0}", DurationText.Format(p.Value) }),
            .. laws.Where(l => l.Time.Points.Any(p => p.Value is not null)).GroupBy(l => l.Settings).SelectMany(g => Enum.GetValues<GrowthVerdict>().Select(v => $"{g.Count(l => l.Time.Verdict == v)}").Append($"{g.Count()}")),
            .. Ratios(laws),
            .. real is null ? [] : ByteCosts(run, laws, real),
            .. counts is null ? [] : Counts(counts, laws),
        ];
        var allowed = words.SelectMany(w => Number().Matches(w).Select(m => m.Value)).ToHashSet();
        return [.. Number().Matches(page).Select(m => m.Value).Where(n => !allowed.Contains(n)).Distinct()];
    }

    private static IEnumerable<string> ByteCosts(RunData run, IReadOnlyList<LadderLaw> laws, RealModuleCosts real)
    {
        var costs = new LadderByteCosts(run, real);
        return
        [
            real.Run, "10 95%",
            .. real.Settings.SelectMany(u => new[] { $"{u.Modules}", DurationText.Format(u.Nanoseconds), DurationText.Format(u.Bounds?.Lower), DurationText.Format(u.Bounds?.Upper), RatioText.Format(u.Largest / u.Nanoseconds) }),
            .. laws.SelectMany(l => new[] { costs.Words(l), DurationText.Format(costs.CostOf(l)?.Nanoseconds) }),
        ];
    }

    private static IEnumerable<string> Counts(CountedLadders counted, IReadOnlyList<LadderLaw> laws)
    {
        var open = counted.Laws.Where(c => laws.Any(l => l.Shape == c.Shape && l.Settings == c.Settings && l.Time.Verdict == GrowthVerdict.Open)).ToList();
        return
        [
            .. counted.Runs,
            $"{open.Count} {open.Count(l => l.Growth.Verdict != GrowthVerdict.Open)}",
            .. counted.Laws.SelectMany(l => new[] { LadderWords.Exponent(l.Growth.Whole), LadderWords.Exponent(l.Growth.Local), LadderWords.Verdict(l.Growth) }),
            .. counted.Counts.SelectMany(c => new[] { $"{c.Size}", InstructionText.Format(c.Instructions ?? 0) }),
            .. from a in counted.Counts
               from b in counted.Counts
               where a.Shape == b.Shape && a.Size == b.Size && a.Settings != b.Settings && a.Instructions is not null && b.Instructions is not null
               select RatioText.Format((double)a.Instructions! / b.Instructions!.Value),
        ];
    }

    // Modules of very different sizes that cost about the same per byte under one setting.
    private static RunData Suite(double bytesPerByteOfCode)
    {
        var suite = SyntheticRun.Create(13, withFailures: false);
        long Bytes(string module) => (long)Math.Max(1, suite.Metric(module, "codeSectionBytes")!.Value * bytesPerByteOfCode);
        return new RunData(suite.Manifest with { Modules = [.. suite.Manifest.Modules.Select(m => m with { Bytes = Bytes(m.Name) })] }, suite.Records);
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
