using System.Globalization;
using System.Text;
using CompileBench.Analysis.Scaling;
using CompileBench.Analysis.Scaling.Growth;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Ladders.Findings;

/// <summary>
/// What a scaling run found, as a page: for every report of a slow compile whether it is so with this engine, under which settings, how steeply,
/// and what to bound. Every figure is recomputed from the run; nothing in the text is remembered from another.
/// </summary>
public sealed class FindingsPage
{
    /// <summary>The document's name.</summary>
    public const string FileName = "superlinear-shapes.md";

    /// <summary>The settings that spare most of what the default suffers: no optimisation, one pass over registers.</summary>
    private const string Sparing = SettingNames.NoneSinglePass;

    private const string Default = SettingNames.SpeedBacktracking;
    private const double RatioWorthShowing = 10;

    /// <summary>The steepest of them: a page with a chart for every shape is looked at by nobody.</summary>
    private const int MostCharts = 12;

    private readonly RunData _run;
    private readonly KnownShapes _known;
    private readonly LadderReport _ladders;
    private readonly IReadOnlyList<ShapeFinding> _findings;
    private readonly LadderByteCosts _byteCosts;
    private readonly ByteCostSection _byteCostSection;
    private readonly CountSection _counts;
    private readonly double _budget;

    /// <summary>Takes a run.</summary>
    /// <param name="run">A scaling run of one engine.</param>
    /// <param name="known">What is known of shapes.</param>
    /// <param name="real">What a byte of real modules costs; null where no run of them can be compared with this one.</param>
    /// <param name="counts">Ladders whose instructions were counted, under settings with knobs as well; null for none.</param>
    /// <exception cref="RecordFormatException">It is no scaling run of exactly one engine with a budget.</exception>
    public FindingsPage(RunData run, KnownShapes known, RealModuleCosts? real = null, CountedLadders? counts = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(known);
        (_run, _known, _ladders) = (run, known, new LadderReport(run));
        if (run.Manifest.Kind != RunKind.Scaling || run.Manifest.Engines.Count != 1 || _ladders.BudgetNanoseconds is not { } budget)
        {
            throw new RecordFormatException($"run {run.Manifest.Run} is no scaling run of one engine: findings are about one");
        }

        _budget = budget;
        var laws = LadderLaw.FromRecords(run.Records, run.Manifest.Settings).ToLookup(l => l.Shape);
        _findings = [.. known.Shapes.Where(s => laws.Contains(s.Name)).Select(s => new ShapeFinding(s, [.. known.Reports.Where(r => r.Shapes.Contains(s.Name))], [.. laws[s.Name]], budget))];
        _byteCosts = new LadderByteCosts(run, real);
        _byteCostSection = new ByteCostSection(_byteCosts, _findings);
        _counts = new CountSection(counts, known);
    }

    /// <summary>The charts the page shows: the overview, and the steepest superlinear shapes that were reported or pass the budget.</summary>
    public IReadOnlyList<Chart> Charts => [.. _ladders.Charts.Where(c => c.Name == Overview || Shown.Any(f => c.Name == ChartOf(f)))];

    private const string Overview = "ladders-time";

    private string Budget => DurationText.Format(_budget, 2);

    private string Engine => MarkdownText.Name(_run.Manifest.Engines[0].Label);

    private IEnumerable<string> OtherSources => new[] { _byteCostSection.Source, _counts.Source }.OfType<string>();

    private IEnumerable<ShapeFinding> Superlinear => _findings.Where(f => f.IsSuperlinear).OrderByDescending(f => f.Steepness);

    private IEnumerable<ShapeFinding> Shown => Superlinear.Where(f => f.Reports.Count > 0 || f.PassesBudget).Take(MostCharts);

    /// <summary>The document.</summary>
    /// <param name="chartFolder">The folder of the charts' pictures relative to it.</param>
    public string Markdown(string chartFolder)
    {
        var text = new StringBuilder();
        text.Line($"# Shapes that compile superlinearly, Wasmtime {Engine}").Line();
        text.Line(MarkdownText.Escape(RunCaption.ForRecords(_run.Manifest, _run.Records)) + ".").Line();

        // What was not compiled stands in the tables of this page, not below a heading of its own.
        RunWarnings.Append(text, RunWarnings.ForRun(_run).Where(w => !w.EndsWith("see below.", StringComparison.Ordinal)));
        text.Line($"Made by `compilebench scaling findings` from the records of run `{_run.Manifest.Run}`{string.Concat(OtherSources.Select(source => $" and {source}"))} alone: every figure here is in {(OtherSources.Any() ? "them" : "it")}.");
        AppendJudging(text);
        text.Line($"*Size within {Budget}* is what one compile may be to stay within {Budget}{(_budget == 3e9 ? ", which is a fuzzer's minute under a sanitizer that makes everything twenty times slower" : "")}; *at least* means that no measured size passed it.").Line();
        AppendOverview(text, chartFolder);
        AppendReports(text);
        AppendBounds(text);
        _byteCostSection.Append(text);
        _counts.Append(text, _findings.SelectMany(f => f.Measured));
        AppendRatios(text);
        AppendShapes(text, chartFolder);
        AppendRest(text);
        return text.ToString();
    }

    private void AppendJudging(StringBuilder text)
    {
        var judging = LadderLaw.Judging;
        var laws = _findings.SelectMany(f => f.Measured).Count(l => l.Time.Deciding is not null);
        var memory = _findings.SelectMany(f => f.Laws).Count(l => l.Memory.Deciding is not null);
        text.Line("*k* is the exponent in time ~ size^k: 1 is linear, 2 quadratic. Each law has two, one over all sizes on a straight line and one over the largest sizes (*at the top*).");
        text.Line($"*Superlinear*: the lower bound of one of them is above {judging.SuperlinearLine:0.00}. *At most mild*: the upper bounds of both are below {judging.MildLine:0.00}. *Open*: neither. Beside each verdict stand the exponent that decides it, or keeps it open, and the line it is held against.");
        text.Line($"{laws} laws of time and {memory} of memory were judged, each kind together, at a false discovery rate of {judging.FalseVerdicts * 100:0.#}%; the bounds of deciding exponents are corrected for that, other exponents have 95% bounds.");
        text.Line("*Exponential*: no sum of powers of the size describes the cost, and a term that doubles with every further step of the size does, so that there is no exponent. *Other shapes*: the median *k* of the setting's other shapes at the times of the largest sizes. An excess that they share is the machine's and makes no shape superlinear.");
    }

    private void AppendOverview(StringBuilder text, string chartFolder)
    {
        foreach (var settings in _run.Manifest.Settings)
        {
            var laws = _findings.Select(f => f.Under(settings)).OfType<LadderLaw>().ToList();
            text.Line($"- {MarkdownText.Name(settings)}: {laws.Count(l => l.Time.IsSuperlinear)} superlinear, {Count(laws, GrowthVerdict.AtMostMild)} at most mild and {Count(laws, GrowthVerdict.Open)} open of the {RunCaption.Count(laws.Count, "shape")} it compiles.");
        }

        text.Line();
        if (_ladders.Charts.FirstOrDefault(c => c.Name == Overview) is { } chart)
        {
            ChartMarkdown.Append(text, chart, chartFolder);
        }

        static int Count(IEnumerable<LadderLaw> laws, GrowthVerdict verdict) => laws.Count(l => l.Time.Verdict == verdict);
    }

    private void AppendReports(StringBuilder text)
    {
        text.Line("## What was reported, and what it does now").Line();
        text.Line("| report | year | shape | stands for it | time, by size | memory | size within " + Budget + " under every setting |").Line("|---|--:|---|---|---|---|---|");
        foreach (var report in _known.Reports)
        {
            var findings = _findings.Where(f => report.Shapes.Contains(f.Shape.Name)).ToList();
            var shapes = findings.Count > 0 ? Each(findings, f => MarkdownText.Name(f.Shape.Name)) : report.Shapes.Count > 0 ? "not in this run" : "";
            var remark = report.Remark is null ? "" : $" ({MarkdownText.Escape(report.Remark)})";
            text.Line($"| [{MarkdownText.Escape(report.Reference)}]({report.Thread}) | {report.Year.ToString(CultureInfo.InvariantCulture)} | {MarkdownText.Escape(report.Reported)}{remark} | {shapes} | {Each(findings, f => Today(f) + _counts.UnderKnobs(f.Shape.Name))} | {Each(findings, Memory)} | {Each(findings, f => Bound(f) + Untested(f))} |");
        }

        text.Line();

        static string Each(IEnumerable<ShapeFinding> findings, Func<ShapeFinding, string> words) => string.Join("<br>", findings.Select(words));
    }

    private void AppendBounds(StringBuilder text)
    {
        text.Line("## What to bound").Line();
        text.Line($"Shapes that are superlinear under some setting. Whoever compiles modules they did not write, or generates them, bounds these: the size is the largest that compiles within {Budget} under the setting that was seen to pass it first. *Not tested beyond* names settings that were not seen to pass it and were measured up to a smaller size only.").Line();
        text.Line("| shape | superlinear under, with the *k* that decides | bound it to | set by | reports |").Line("|---|---|---|---|---|");
        foreach (var finding in Superlinear)
        {
            text.Line($"| {MarkdownText.Name(finding.Shape.Name)} | {Deciding(finding.Measured.Where(l => l.Time.IsSuperlinear))} | {Bound(finding)} {MarkdownText.Escape(finding.Shape.SizeUnit)}{Untested(finding)} | {SetBy(finding)} | {string.Join(", ", finding.Reports.Select(r => MarkdownText.Escape(r.Reference)))} |");
        }

        text.Line();
    }

    private void AppendRatios(StringBuilder text)
    {
        var rows = _findings.Select(f => (f.Shape.Name, Ratio: LargestRatio(f))).Where(r => r.Ratio is { } q && q.Slow / q.Quick >= RatioWorthShowing).OrderByDescending(r => r.Ratio!.Value.Slow / r.Ratio.Value.Quick).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        text.Line($"## What {Sparing} spares").Line();
        text.Line($"Shapes that compile ten times slower or more under {Default} than under {Sparing} at the same size.").Line();
        text.Line($"| shape | size | {Default} | {Sparing} | ratio |").Line("|---|--:|--:|--:|--:|");
        foreach (var (name, ratio) in rows)
        {
            text.Line($"| {MarkdownText.Name(name)} | {ratio!.Value.Size:0} | {DurationText.Format(ratio.Value.Slow)} | {DurationText.Format(ratio.Value.Quick)} | {RatioText.Format(ratio.Value.Slow / ratio.Value.Quick)} |");
        }

        text.Line();
    }

    private void AppendShapes(StringBuilder text, string chartFolder)
    {
        text.Line("## The superlinear shapes one by one").Line();
        foreach (var finding in Superlinear)
        {
            text.Line($"### {MarkdownText.Name(finding.Shape.Name)}").Line().Line(MarkdownText.Escape(finding.Shape.Description)).Line();
            if (Shown.Contains(finding) && _ladders.Charts.FirstOrDefault(c => c.Name == ChartOf(finding)) is { } chart)
            {
                ChartMarkdown.Append(text, chart, chartFolder);
            }

            text.Line($"| setting | time | k over all sizes | k at the top | other shapes | size within {Budget} | cost per byte | memory | largest measured |").Line("|---|---|--:|--:|--:|--:|--:|---|--:|");
            foreach (var law in finding.Laws)
            {
                text.Line(Row(law));
            }

            text.Line();
        }
    }

    private string Row(LadderLaw law)
    {
        if (law.Time.Points.LastOrDefault(p => p.Value is not null) is not { } top)
        {
            return $"| {MarkdownText.Name(law.Settings)} | {string.Join(", ", law.Outcomes.Select(CaseText.Outcome))} | | | | | | | |";
        }

        var within = LadderWords.Within(law.Time.LargestWithinBudget(_budget));
        return $"| {MarkdownText.Name(law.Settings)} | {LadderWords.Verdict(law.Time)} | {LadderWords.Whole(law.Time)} | {LadderWords.Local(law.Time)} | {LadderWords.Peers(law.Time)} | {within} | {_byteCosts.Words(law)} | {LadderWords.Verdict(law.Memory)} | {top.Size:0}: {DurationText.Format(top.Value)} |";
    }

    private void AppendRest(StringBuilder text)
    {
        text.Line("## The other shapes").Line();
        var mild = _findings.Where(f => f.IsAtMostMild).ToList();
        text.Line($"At most mild in time, every *k* surely below {LadderLaw.Judging.MildLine:0.00}, under every setting that compiles them: {(mild.Count == 0 ? "none" : string.Join(", ", mild.Select(f => MarkdownText.Name(f.Shape.Name))))}.").Line();
        var open = _findings.Where(f => !f.IsAtMostMild && !f.IsSuperlinear && f.Measured.Count > 0).ToList();
        if (open.Count > 0)
        {
            text.Line("Left open under some setting, superlinear under none:").Line();
            text.Line("| shape | open under, with the *k* that keeps it open and the line |").Line("|---|---|");
            foreach (var finding in open)
            {
                var laws = finding.Measured.Where(l => l.Time.Verdict == GrowthVerdict.Open);
                text.Line($"| {MarkdownText.Name(finding.Shape.Name)} | {string.Join("; ", laws.Select(l => $"{MarkdownText.Name(l.Settings)} {LadderWords.Verdict(l.Time)["open: ".Length..]}"))} |");
            }

            text.Line();
        }
    }

    private static string Today(ShapeFinding finding)
    {
        var steep = finding.Measured.Where(l => l.Time.IsSuperlinear).ToList();
        if (steep.Count > 0)
        {
            return $"superlinear under {Names(steep)}; steepest: {Steepest(steep, l => l.Time)}";
        }

        return finding.IsAtMostMild ? "at most mild under every setting"
            : finding.Measured.Count == 0 ? "not compiled"
            : $"not seen to be superlinear; open under {Names(finding.Measured.Where(l => l.Time.Verdict == GrowthVerdict.Open))}";
    }

    private static string Memory(ShapeFinding finding)
    {
        var steep = finding.Laws.Where(l => l.Memory.IsSuperlinear).ToList();
        return steep.Count == 0 ? "" : $"superlinear under {Names(steep)}; steepest: {Steepest(steep, l => l.Memory)}";
    }

    private static string Bound(ShapeFinding finding) => finding.Bound switch
    {
        { SetBy: null, AtLeast: null } => NotAvailable.Text,
        { SetBy: null } open => LadderWords.Within(new LargestWithin(open.AtLeast, true, null)),
        { } bound => LadderWords.Within(new LargestWithin(bound.Size, false, null)),
    };

    private static string Untested(ShapeFinding finding) => string.Concat(finding.Bound.NotTestedBeyond.GroupBy(t => t.Size).OrderBy(g => g.Key)
        .Select(g => $"; not tested beyond {g.Key:0} under {string.Join(", ", g.Select(t => MarkdownText.Name(t.Settings)))}"));

    private static string SetBy(ShapeFinding finding) => finding.Bound.SetBy is { } settings ? MarkdownText.Name(settings) : "";

    private static string Names(IEnumerable<LadderLaw> laws) => string.Join(", ", laws.Select(l => MarkdownText.Name(l.Settings)));

    private static string Deciding(IEnumerable<LadderLaw> laws) => string.Join(", ", laws.Select(l => $"{MarkdownText.Name(l.Settings)} {Brief(l.Time)}"));

    private static string Steepest(IReadOnlyList<LadderLaw> laws, Func<LadderLaw, GrowthLaw> growth)
    {
        var worst = growth(laws.MaxBy(l => LadderWords.Steepness(growth(l)))!);
        return worst.Exponential is null ? $"k {LadderWords.Deciding(worst)}, line {worst.Deciding!.Line:0.00}" : LadderWords.Law(worst);
    }

    private static string Brief(GrowthLaw growth) => growth.Exponential is null ? LadderWords.Deciding(growth) : "exponential";

    private static string ChartOf(ShapeFinding finding) => $"ladder-{FileNameText.FromText(finding.Shape.Name)}-time";

    // At the size where both were measured and the default suffers most.
    private static (double Size, double Slow, double Quick)? LargestRatio(ShapeFinding finding)
    {
        if (finding.Under(Default) is not { } slow || finding.Under(Sparing) is not { } quick)
        {
            return null;
        }

        var times = quick.Time.Points.Where(p => p.Value is not null).ToDictionary(p => p.Size, p => p.Value!.Value);
        return slow.Time.Points.Where(p => p.Value is not null && times.ContainsKey(p.Size))
            .Select(p => ((double, double, double)?)(p.Size, p.Value!.Value, times[p.Size]))
            .MaxBy(p => p!.Value.Item2 / p.Value.Item3);
    }
}
