using CompileBench.Analysis.Timing;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Comparison.Duel.Blocks;

/// <summary>
/// Judges one metric of a duel at one look: the summary over all settings, then the settings, then the cases, each level on its own share of the
/// misrate. Within a level one half of the share gives simultaneous bounds (Bonferroni), the other half finds changes by
/// <see cref="HolmProcedure"/>, which gets more powerful with each change it finds. Both together miss no more often than the share.
/// </summary>
internal sealed class BlockJudge
{
    // Settings are few: three of them moderate one another, and no prior is worth more than the others' degrees of freedom.
    private const int FewestSummaries = 3;

    private readonly ComparisonMetric _metric;
    private readonly ComparisonOptions _options;
    private readonly (ComparedCase Case, BlockValue[] Values)[] _cases;
    private readonly (string Settings, ComparedCase[] Cases)[] _groups;

    /// <summary>Prepares a look.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="values">The values of that metric so far.</param>
    /// <param name="plan">The cases in their order, threshold and floor.</param>
    internal BlockJudge(ComparisonMetric metric, IEnumerable<BlockValue> values, BlockPlan plan)
    {
        _metric = metric;
        _options = plan.Options;
        ILookup<ComparedCase, BlockValue> byCase = values.ToLookup(v => v.Case);
        _cases = [.. plan.Cases.Where(byCase.Contains).Select(c => (c, byCase[c].OrderBy(v => v.Round).ToArray()))];
        ILookup<string, ComparedCase> bySettings = _cases.ToLookup(c => c.Case.Settings, c => c.Case, StringComparer.Ordinal);
        _groups = [.. plan.Cases.Select(c => c.Settings).Distinct(StringComparer.Ordinal).Where(bySettings.Contains).Select(s => (s, bySettings[s].ToArray()))];
    }

    /// <summary>Judges.</summary>
    /// <param name="misrate">What this look may spend for this metric, over all levels.</param>
    /// <param name="shares">How the levels divide it.</param>
    internal BlockVerdicts Judge(double misrate, MisrateShares shares)
    {
        LogCentre[] settings = SummaryCentres(out LogCentre? overall);
        double passedOn = 0;
        var summaries = new List<ComparisonSummary>();
        double ownOfSettings = shares.Settings * misrate;
        if (overall is { } all)
        {
            Judged judged = JudgeLevel([all], shares.Overall * misrate, 0)[0];
            summaries.Add(Summary(ComparisonSummary.Overall, judged, AveragedCases().Length));
            passedOn = judged.IsChange ? shares.Overall * misrate : 0;
        }
        else
        {
            ownOfSettings += shares.Overall * misrate;
        }

        Judged[] bySettings = JudgeLevel(settings, ownOfSettings, passedOn);
        summaries.InsertRange(0, bySettings.Select((j, i) => Summary(_groups[i].Settings, j, _groups[i].Cases.Length)));
        passedOn = bySettings.Length > 0 && bySettings.All(j => j.IsChange) ? passedOn + (ownOfSettings / 2) : 0;

        double ownOfCases = shares.Cases * misrate;
        LogCentre[] centres = ModeratedCentres.FromSeries([.. _cases.Select(c => Logs(c.Values))], _options.FloorDeviation);
        Judged[] cases = JudgeLevel(centres, ownOfCases, passedOn);
        return new BlockVerdicts([.. cases.Select((j, i) => Comparison(_cases[i].Case, _cases[i].Values, j, ownOfCases / (cases.Length == 1 ? 1 : 2) / cases.Length))], summaries);
    }

    private static double[] Logs(IEnumerable<BlockValue> values) => [.. values.Select(v => v.LogRatio)];

    // The unit of a summary is the mean over its cases in a round that measured all of them. Variances of settings are compared per case.
    private LogCentre[] SummaryCentres(out LogCentre? overall)
    {
        var units = _groups.Select(g => (Values: UnitsOf(g.Cases), Scale: (double)g.Cases.Length)).ToList();
        ComparedCase[] averaged = AveragedCases();
        if (averaged.Length > 0)
        {
            units.Add((UnitsOf(averaged), averaged.Length));
        }

        var known = units.Select((u, i) => (Unit: u, Index: i)).Where(u => u.Unit.Values.Length > 0).ToArray();
        LogCentre[] centres = ModeratedCentres.FromSeries(
            [.. known.Select(k => k.Unit.Values)], _options.FloorDeviation, FewestSummaries, [.. known.Select(k => k.Unit.Scale)]);
        var result = new LogCentre[units.Count];
        for (int i = 0; i < units.Count; i++)
        {
            int at = Array.FindIndex(known, k => k.Index == i);
            result[i] = at >= 0 ? centres[at] : MeanOfCases(i < _groups.Length ? _groups[i].Cases : averaged);
        }

        overall = averaged.Length > 0 ? result[^1] : null;
        return result[.._groups.Length];
    }

    // The cases of the summary over all: none where there is only one setting that belongs into it.
    private ComparedCase[] AveragedCases()
    {
        var groups = _groups.Where(g => SettingNames.IsAveraged(g.Settings)).ToArray();
        return groups.Length > 1 ? [.. groups.SelectMany(g => g.Cases)] : [];
    }

    // No round is complete: there is a mean, but no unit to bound it by.
    private LogCentre MeanOfCases(ComparedCase[] cases) =>
        new(_cases.Where(c => cases.Contains(c.Case)).Average(c => c.Values.Average(v => v.LogRatio)), null, 0, BoundsBasis.Unknown);

    private double[] UnitsOf(ComparedCase[] cases)
    {
        var members = cases.ToHashSet();
        return [.. _cases.Where(c => members.Contains(c.Case)).SelectMany(c => c.Values).GroupBy(v => v.Round)
            .OrderBy(g => g.Key).Where(g => g.Count() == members.Count).Select(g => g.Average(v => v.LogRatio))];
    }

    private Judged[] JudgeLevel(LogCentre[] centres, double own, double passedOn)
    {
        if (centres.Length == 0)
        {
            return [];
        }

        // A single comparison needs no second procedure: its bounds exclude no change exactly where its test rejects it.
        double half = centres.Length == 1 ? own : own / 2;
        bool[] changed = HolmProcedure.Rejected([.. centres.Select(Probability)], half + passedOn);
        return [.. centres.Select((c, i) => JudgeOne(c, c.LogBounds(half / centres.Length), changed[i]))];
    }

    // Where Holm's procedure finds a change that the simultaneous bounds alone do not, the bounds end at no change.
    private Judged JudgeOne(LogCentre centre, Bounds? bounds, bool isChanged)
    {
        if (bounds is not { } b)
        {
            return new Judged(centre, null, ChangeVerdict.Inconclusive);
        }

        if (isChanged && b.Contains(0))
        {
            b = centre.Value > 0 ? new Bounds(double.Epsilon, b.Upper) : new Bounds(b.Lower, -double.Epsilon);
        }

        return new Judged(centre, b, ChangeJudge.Judge(_metric, centre.Value, b, _options.Threshold));
    }

    private static double Probability(LogCentre centre) => centre.Variance is { } variance
        ? StudentQuantile.TwoSidedTail(centre.DegreesOfFreedom, Math.Abs(centre.Value) / Math.Sqrt(variance))
        : 1;

    private ComparisonSummary Summary(string settings, Judged judged, int cases) =>
        new(settings, _metric, Math.Exp(judged.Centre.Value), judged.LogBounds?.Exp(), judged.Verdict, cases) { Operation = _cases[0].Case.Operation };

    private CompileTimeComparison Comparison(ComparedCase what, BlockValue[] values, Judged judged, double misrate) =>
        CompileTimeComparison.Without(what, _metric, ReasonFor(judged), _options) with
        {
            Ratio = Math.Exp(judged.Centre.Value),
            Bounds = judged.LogBounds?.Exp(),
            Basis = judged.Centre.Basis,
            Misrate = judged.LogBounds is null ? 0 : misrate,
            Verdict = judged.Verdict,
            Log = judged.Centre,
            Pairs = values.Sum(v => v.Pairs),
            IndependentValues = values.Length,
        };

    private static OpenReason ReasonFor(Judged judged) =>
        judged.LogBounds is null ? OpenReason.TooFewValues
        : judged.Verdict == ChangeVerdict.Inconclusive ? OpenReason.BoundsTooWide
        : OpenReason.None;

    private readonly record struct Judged(LogCentre Centre, Bounds? LogBounds, ChangeVerdict Verdict)
    {
        internal bool IsChange => Verdict is not (ChangeVerdict.Inconclusive or ChangeVerdict.Equivalent);
    }
}

/// <summary>What one look says of one metric.</summary>
/// <param name="Cases">One comparison per case that has a value.</param>
/// <param name="Summaries">One summary per setting, then the one over all settings where there are several.</param>
internal sealed record BlockVerdicts(IReadOnlyList<CompileTimeComparison> Cases, IReadOnlyList<ComparisonSummary> Summaries);
