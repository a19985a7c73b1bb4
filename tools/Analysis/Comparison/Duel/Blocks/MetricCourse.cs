using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Comparison.Duel.Blocks;

/// <summary>One metric of a duel of blocks: its values, its looks, and the verdicts reached so far.</summary>
internal sealed class MetricCourse(ComparisonMetric metric, BlockPlan plan)
{
    private readonly List<BlockValue> _values = [];
    private readonly Dictionary<ComparedCase, CompileTimeComparison> _cases =
        plan.Cases.ToDictionary(c => c, c => CompileTimeComparison.Without(c, metric, OpenReason.TooFewValues, plan.Options));

    private readonly Dictionary<string, ComparisonSummary> _summaries = new(StringComparer.Ordinal);
    private readonly HashSet<ComparedCase> _failed = [];
    private int _looks;
    private bool _ended;

    internal ComparisonMetric Metric => metric;

    internal IEnumerable<CompileTimeComparison> Comparisons => plan.Cases.Select(c => _cases[c]);

    internal IEnumerable<ComparisonSummary> Summaries => _summaries.Values;

    internal int OpenCases => plan.Cases.Count(IsOpen);

    internal bool HasOpenSummary => !_ended && _failed.Count < plan.Cases.Count
        && (_summaries.Count == 0 || _summaries.Values.Any(s => s.Verdict == ChangeVerdict.Inconclusive));

    private double Misrate => plan.Options.SuiteMisrate / plan.Metrics.Count;

    internal bool IsOpen(ComparedCase what) => !_ended && !_failed.Contains(what) && _cases[what].Verdict == ChangeVerdict.Inconclusive;

    internal void Add(BlockValue value)
    {
        if (!_ended)
        {
            _values.Add(value);
        }
    }

    internal void Fail(ComparedCase what, string message, bool byCandidate)
    {
        if (IsOpen(what))
        {
            _cases[what] = CompileTimeComparison.Without(what, metric, OpenReason.Failed, plan.Options, message) with { CandidateFailed = byCandidate };
        }

        _failed.Add(what);
        _values.RemoveAll(v => v.Case == what);
    }

    internal void LookIfDue()
    {
        if (_ended || RoundCount() < RoundLooks.Rounds[_looks])
        {
            return;
        }

        Look(LookSchedule.Spend(Misrate));
        _looks++;
        _ended = _looks >= LookSchedule.MostLooks || (OpenCases == 0 && !HasOpenSummary);
    }

    internal void Conclude()
    {
        if (!_ended && _values.Count > 0)
        {
            Look(LookSchedule.SpendAtEnd(Misrate, _looks));
        }

        _ended = true;
    }

    private int RoundCount() => _values.Select(v => v.Round).Distinct().Count();

    private void Look(double misrate)
    {
        BlockVerdicts verdicts = new BlockJudge(metric, _values, plan).Judge(misrate, plan.Shares);
        foreach (CompileTimeComparison comparison in verdicts.Cases.Where(c => IsBetter(c.Verdict, c.Bounds, _cases[c.Case].Verdict, _cases[c.Case].Bounds)))
        {
            _cases[comparison.Case] = comparison;
        }

        foreach (ComparisonSummary summary in verdicts.Summaries)
        {
            if (!_summaries.TryGetValue(summary.Settings, out ComparisonSummary? before) || IsBetter(summary.Verdict, summary.Bounds, before.Verdict, before.Bounds))
            {
                _summaries[summary.Settings] = summary;
            }
        }
    }

    // The bounds of all looks hold at the same time, so a verdict never changes, and narrower bounds may replace wider ones.
    private static bool IsBetter(ChangeVerdict verdict, Bounds? bounds, ChangeVerdict verdictBefore, Bounds? before) =>
        verdictBefore == ChangeVerdict.Inconclusive || (verdict == verdictBefore && Width(bounds) < Width(before));

    private static double Width(Bounds? bounds) => bounds is { } b ? b.Upper / b.Lower : double.PositiveInfinity;
}
