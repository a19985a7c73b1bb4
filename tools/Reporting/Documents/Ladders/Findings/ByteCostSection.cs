using System.Text;
using CompileBench.Analysis.Scaling.Bytes;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Ladders.Findings;

/// <summary>The part of the findings about what a byte of each shape costs, beside how the cost grows.</summary>
internal sealed class ByteCostSection
{
    private readonly LadderByteCosts _costs;
    private readonly RealModuleCosts? _real;
    private readonly IReadOnlyList<ShapeFinding> _findings;

    /// <summary>Takes the findings.</summary>
    /// <param name="costs">What a byte of each ladder costs.</param>
    /// <param name="findings">What the scaling run found.</param>
    public ByteCostSection(LadderByteCosts costs, IReadOnlyList<ShapeFinding> findings) => (_costs, _real, _findings) = (costs, costs.Real, findings);

    /// <summary>Where the costs per byte of real modules come from; null where there are none.</summary>
    public string? Source => _real is null ? null : $"the records of run `{_real.Run}` (costs per byte of real modules)";

    /// <summary>Writes the section.</summary>
    public void Append(StringBuilder text)
    {
        text.Line("## What costs most per byte").Line();
        text.Line("An exponent says how cost grows, not what it is: a shape that grows linearly can take a hundred times as long as a real module of the same size.");
        if (_real is null)
        {
            text.Line("The costs per byte are not known: no run of the suite with this engine on this host was given.").Line();
            return;
        }

        text.Line($"The *cost per byte* is the time of one compile over the bytes of the file, at the largest size whose time has bounds. It is held against the median of real modules under the same setting. *High*: the lower bound of the ratio is above {ByteCost.HighLine:0}. Ratios have {(1 - ByteCost.Misrate) * 100:0}% bounds, which include those of the medians.").Line();
        AppendRealModules(text);
        AppendHigh(text);
        AppendRest(text);
    }

    private void AppendRealModules(StringBuilder text)
    {
        text.Line("| setting | real modules | median cost per byte | its bounds | the largest, over the median |").Line("|---|--:|--:|--:|--:|");
        foreach (var usual in _real!.Settings)
        {
            var bounds = usual.Bounds is { } b ? $"{DurationText.Format(b.Lower)} to {DurationText.Format(b.Upper)}" : "not known";
            text.Line($"| {MarkdownText.Name(usual.Settings)} | {usual.Modules} | {DurationText.Format(usual.Nanoseconds)} | {bounds} | {RatioText.Format(usual.Largest / usual.Nanoseconds)} |");
        }

        text.Line();
    }

    private void AppendHigh(StringBuilder text)
    {
        var high = _findings
            .Select(f => (Finding: f, Costs: f.Measured.Select(l => (Law: l, Cost: _costs.CostOf(l))).Where(c => c.Cost?.Verdict == ByteCostVerdict.High).OrderByDescending(c => c.Cost!.Bounds!.Value.Lower).ToList()))
            .Where(f => f.Costs.Count > 0)
            .OrderByDescending(f => f.Costs[0].Cost!.Bounds!.Value.Lower)
            .ToList();
        if (high.Count == 0)
        {
            text.Line("No shape has a high cost per byte.").Line();
            return;
        }

        text.Line("| shape | high cost per byte, as a multiple of that of real modules, and growth | the highest | reports |").Line("|---|---|---|---|");
        foreach (var (finding, costs) in high)
        {
            var cost = costs[0].Cost!;
            var multiples = string.Join("; ", costs.Select(c => $"{MarkdownText.Name(c.Law.Settings)} {_costs.Words(c.Law)}, {LadderWords.Name(c.Law.Time)}"));
            text.Line($"| {MarkdownText.Name(finding.Shape.Name)} | {multiples} | {DurationText.Format(cost.Nanoseconds)} per byte at {cost.Size:0} {MarkdownText.Escape(finding.Shape.SizeUnit)} | {string.Join(", ", finding.Reports.Select(r => MarkdownText.Escape(r.Reference)))} |");
        }

        text.Line();
    }

    private void AppendRest(StringBuilder text)
    {
        var usual = _findings.Where(f => f.Measured.Count > 0 && f.Measured.All(l => VerdictOf(l) == ByteCostVerdict.Usual)).ToList();
        text.Line($"Surely below {ByteCost.HighLine:0} times the median under every setting: {Names(usual)}.").Line();
        var unknown = _findings.Where(f => f.Measured.Any(l => VerdictOf(l) == ByteCostVerdict.NotKnown) && f.Measured.All(l => VerdictOf(l) != ByteCostVerdict.High)).ToList();
        if (unknown.Count > 0)
        {
            text.Line($"Not known under some setting, high under none: {Names(unknown)}.").Line();
        }

        static string Names(IReadOnlyCollection<ShapeFinding> findings) => findings.Count == 0 ? "none" : string.Join(", ", findings.Select(f => MarkdownText.Name(f.Shape.Name)));
    }

    private ByteCostVerdict VerdictOf(LadderLaw law) => _costs.CostOf(law)?.Verdict ?? ByteCostVerdict.NotKnown;
}
