namespace CompileBench.Analysis.Comparison.Duel.Blocks;

/// <summary>
/// The course of a duel of blocks, without clock or process. It gives the blocks of each round, takes their values, and judges after certain rounds
/// (<see cref="RoundLooks"/>). What has a verdict keeps it. Every round measures all cases until the summaries are settled, because a summary's unit
/// is the mean over its cases in one round; after that it measures the open cases only. Not safe for use by several threads.
/// </summary>
public sealed class BlockDuel
{
    private readonly BlockPlan _plan;
    private readonly BlockSchedule _schedule;
    private readonly MetricCourse[] _metrics;
    private readonly HashSet<ComparedCase> _failed = [];

    /// <summary>Begins a duel.</summary>
    /// <exception cref="ArgumentException">The plan has no cases or metrics, or has a case or metric twice.</exception>
    public BlockDuel(BlockPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Cases.Count == 0 || plan.Metrics.Count == 0
            || plan.Cases.Distinct().Count() < plan.Cases.Count || plan.Metrics.Distinct().Count() < plan.Metrics.Count)
        {
            throw new ArgumentException("A duel needs at least one case and one metric, none of them twice.", nameof(plan));
        }

        _plan = plan;
        _schedule = new BlockSchedule(plan);
        _metrics = [.. plan.Metrics.Select(m => new MetricCourse(m, plan))];
    }

    /// <summary>True when every case and summary has its verdict, or all looks are taken.</summary>
    public bool IsSettled => CasesToMeasure().Count == 0;

    /// <summary>How many comparisons (cases times metrics) are still open.</summary>
    public int OpenCount => _metrics.Sum(m => m.OpenCases);

    /// <summary>How every case and metric stands, in the plan's order. Bounds are those of the latest look and hold all at once.</summary>
    public IReadOnlyList<CompileTimeComparison> Comparisons => [.. _metrics.SelectMany(m => m.Comparisons)];

    /// <summary>For each metric one summary per setting, then one over all settings where there are several; none before the first look.</summary>
    public IReadOnlyList<ComparisonSummary> Summaries => [.. _metrics.SelectMany(m => m.Summaries)];

    /// <summary>The blocks of the next round; none when all is settled.</summary>
    public IReadOnlyList<BlockRequest> NextRound()
    {
        IReadOnlyList<ComparedCase> cases = CasesToMeasure();
        return cases.Count == 0 ? [] : _schedule.Next(cases);
    }

    /// <summary>Takes a value. One of a metric that the plan does not have is left out.</summary>
    /// <exception cref="ArgumentException">The case is not in the plan.</exception>
    public void Add(BlockValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!_plan.Cases.Contains(value.Case))
        {
            throw new ArgumentException($"{value.Case} is not in the plan.", nameof(value));
        }

        if (!_failed.Contains(value.Case))
        {
            _metrics.FirstOrDefault(m => m.Metric == value.Metric)?.Add(value);
        }
    }

    /// <summary>Leaves a case out from now on because an engine failed on it. Verdicts that it has stay.</summary>
    /// <param name="what">The case.</param>
    /// <param name="message">The engine's message or the reason of the limit that ended it.</param>
    /// <param name="byCandidate">Whether the candidate failed.</param>
    public void Fail(ComparedCase what, string message, bool byCandidate)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_failed.Add(what))
        {
            foreach (MetricCourse metric in _metrics)
            {
                metric.Fail(what, message, byCandidate);
            }
        }
    }

    /// <summary>Ends a round: judges where a look is due.</summary>
    public void EndRound()
    {
        foreach (MetricCourse metric in _metrics)
        {
            metric.LookIfDue();
        }
    }

    /// <summary>Ends the duel: what is open gets its last look. The moment must not be chosen by what the comparisons say.</summary>
    public void Conclude()
    {
        foreach (MetricCourse metric in _metrics)
        {
            metric.Conclude();
        }
    }

    private IReadOnlyList<ComparedCase> CasesToMeasure()
    {
        MetricCourse[] times = [.. _metrics.Where(m => m.Metric is ComparisonMetric.Wall or ComparisonMetric.Cpu)];
        bool all = times.Any(m => m.HasOpenSummary);
        return [.. _plan.Cases.Where(c => !_failed.Contains(c) && (all || times.Any(m => m.IsOpen(c))))];
    }
}
