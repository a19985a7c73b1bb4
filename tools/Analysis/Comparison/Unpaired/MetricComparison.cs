using CompileBench.Analysis.Memory;
using CompileBench.Analysis.Timing;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Comparison.Unpaired;

/// <summary>All cases of two recorded sides by one metric.</summary>
internal sealed class MetricComparison
{
    // The median absolute difference of two standard normal values is 0.9539.
    private const double NormalDifference = 1.0483;
    private const int FewestForWidening = 8;
    private readonly ComparisonOptions _options;
    private readonly ModeratedVariance _prior;
    private readonly double _misrate;
    private readonly bool _runsAreValues;

    internal MetricComparison(
        ComparisonMetric metric, RecordedSide baseline, RecordedSide candidate, bool sameHost, ComparisonOptions options, int metricCount)
    {
        Metric = metric;
        _options = options;
        _runsAreValues = baseline.Runs.Count > 1 || candidate.Runs.Count > 1;
        bool anonymous = PeakMemory.IsAnonymous(baseline.Runs.Concat(candidate.Runs).SelectMany(r => r));
        Dictionary<ComparedCase, RecordedValues> first = RecordedValues.ForSide(baseline, metric, _runsAreValues, anonymous);
        Dictionary<ComparedCase, RecordedValues> second = RecordedValues.ForSide(candidate, metric, _runsAreValues, anonymous);
        var shared = first.Keys.Where(second.ContainsKey)
            .OrderBy(c => c.Module, StringComparer.Ordinal).ThenBy(c => c.Settings, StringComparer.Ordinal).ThenBy(c => c.Operation, StringComparer.Ordinal)
            .Select(c => (Case: c, Baseline: first[c], Candidate: second[c])).ToArray();
        _prior = ModeratedVariance.FromCases(shared.Where(s => IsRepeated(s.Baseline, s.Candidate)).Select(s => Pooled(s.Baseline, s.Candidate)));
        _misrate = options.MisrateOfEach(Math.Max(1, shared.Length) * metricCount);
        var judged = shared.Where(s => IsRepeated(s.Baseline, s.Candidate)).Select(s => ((s.Case.Operation, s.Case.Settings), Estimate(s.Baseline, s.Candidate))).ToArray();
        Widening = WideningOf(judged);
        Comparisons = shared.Select(s => Compare(s.Case, s.Baseline, s.Candidate, sameHost || metric == ComparisonMetric.Memory)).ToArray();
    }

    internal ComparisonMetric Metric { get; }

    internal double Widening { get; }

    internal IReadOnlyList<CompileTimeComparison> Comparisons { get; }

    // A single run on one side gets its scatter from the runs of the other side. A single launch does not, because the launches of another run may differ less.
    private bool IsRepeated(RecordedValues baseline, RecordedValues candidate) => _runsAreValues
        ? baseline.Logs.Count > 0 && candidate.Logs.Count > 0 && baseline.Logs.Count + candidate.Logs.Count > 2
        : baseline.Logs.Count > 1 && candidate.Logs.Count > 1;

    private static (double Variance, int Degrees) Pooled(RecordedValues baseline, RecordedValues candidate)
    {
        int degrees = baseline.Logs.Count + candidate.Logs.Count - 2;
        return ((baseline.SquaresAboutMean + candidate.SquaresAboutMean) / degrees, degrees);
    }

    private LogCentre Estimate(RecordedValues baseline, RecordedValues candidate)
    {
        (double own, int ownDegrees) = Pooled(baseline, candidate);
        (double variance, double degrees) = _prior.Moderate(own, ownDegrees);
        variance = Math.Max(variance, _options.FloorDeviation * _options.FloorDeviation);
        double share = (1.0 / baseline.Logs.Count) + (1.0 / candidate.Logs.Count);
        return new LogCentre(candidate.Mean - baseline.Mean, variance * share, degrees, BoundsBasis.Launches);
    }

    // Compares only cases of the same operation and settings with each other: a change that a new version brings to all cases of one setting and not to those of another
    // is what a comparison looks for, and no sign of noise. Differences of pairs need no centre (Shamos 1976, Rousseeuw and Croux
    // 1993), so that a setting of five modules counts as well as one of fifty.
    private static double WideningOf(((string Operation, string Settings) Group, LogCentre Estimate)[] cases)
    {
        if (cases.Length < FewestForWidening)
        {
            return 1;
        }

        double[] differences = [.. cases.GroupBy(c => c.Group).SelectMany(g => DifferencesOf([.. g.Select(c => c.Estimate)]))];
        return differences.Length < FewestForWidening ? 1 : Math.Max(1, NormalDifference * SampleMedian.FromValues(differences));
    }

    // Each difference in units in which it scatters like the difference of two standard normal values if launches explain it.
    private static IEnumerable<double> DifferencesOf(LogCentre[] estimates)
    {
        for (int i = 0; i < estimates.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double variance = (estimates[i].Variance!.Value + estimates[j].Variance!.Value) / 2;
                yield return Math.Abs(estimates[i].Value - estimates[j].Value) / Math.Sqrt(variance);
            }
        }
    }

    private CompileTimeComparison Compare(ComparedCase what, RecordedValues baseline, RecordedValues candidate, bool comparable)
    {
        if (baseline.Latest.ModuleDigest != candidate.Latest.ModuleDigest)
        {
            return CompileTimeComparison.Without(what, Metric, OpenReason.DifferentModules, _options);
        }

        CaseRecord? failed = new[] { baseline.Latest, candidate.Latest }.FirstOrDefault(r => r.Outcome != OutcomeKind.Completed);
        if (failed is not null)
        {
            return CompileTimeComparison.Without(
                what, Metric, OpenReason.Failed, _options, $"{failed.Engine}: {failed.Outcome}{(failed.Message is { } m ? ", " + m : "")}") with
            {
                CandidateFailed = baseline.Latest.Outcome == OutcomeKind.Completed,
            };
        }

        if (baseline.Logs.Count == 0 || candidate.Logs.Count == 0)
        {
            return CompileTimeComparison.Without(what, Metric, OpenReason.TooFewValues, _options);
        }

        int values = Math.Min(baseline.Logs.Count, candidate.Logs.Count);
        bool judgeable = comparable && IsRepeated(baseline, candidate);
        LogCentre estimate = judgeable
            ? Widened(Estimate(baseline, candidate))
            : new LogCentre(candidate.Mean - baseline.Mean, null, 0, BoundsBasis.Unknown);
        CompileTimeComparison comparison = CompileTimeComparison.FromLog(what, Metric, estimate, _misrate, _options)
            with { Pairs = values, IndependentValues = values };
        return judgeable ? comparison : comparison with { Reason = comparable ? OpenReason.SingleLaunch : OpenReason.DifferentHosts };
    }

    private LogCentre Widened(LogCentre estimate) => estimate with { Variance = estimate.Variance * Widening * Widening };
}
