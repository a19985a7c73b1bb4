using CompileBench.Analysis.Randomness;

namespace CompileBench.Analysis.Comparison.Duel;

/// <summary>
/// The course of a duel, without clock or process: it says what to measure next, takes the values, and knows when all is settled.
/// Work goes round the open cases, each round in a new random order, so that drift of the machine spreads over all of them and
/// effort goes only where a verdict is still open. Not safe for use by several threads.
/// </summary>
public sealed class DuelState
{
    private readonly DuelPlan _plan;
    private readonly SplitMix64 _random;
    private readonly Queue<(ComparedCase Case, DuelWork Work)> _round = new();
    private readonly Dictionary<(ComparedCase Case, ComparisonMetric Metric), DuelSeries> _series = [];
    private readonly Dictionary<ComparedCase, double> _pairNanoseconds = [];

    /// <summary>Begins a duel.</summary>
    /// <exception cref="ArgumentException">The plan has no cases or metrics, has one twice, or asks for what a duel does not measure.</exception>
    public DuelState(DuelPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Cases.Count == 0 || plan.Metrics.Count == 0 || plan.Metrics.Contains(ComparisonMetric.Instructions))
        {
            throw new ArgumentException("A duel needs at least one case and judges wall, cpu or memory.", nameof(plan));
        }

        _plan = plan;
        _random = new SplitMix64(plan.Seed);
        foreach (ComparedCase what in plan.Cases)
        {
            foreach (ComparisonMetric metric in plan.Metrics)
            {
                if (!_series.TryAdd((what, metric), new DuelSeries(what, metric, plan)))
                {
                    throw new ArgumentException($"The plan has {what} twice.", nameof(plan));
                }
            }
        }
    }

    /// <summary>True when no case is open any more.</summary>
    public bool IsSettled => _series.Values.All(s => !s.IsOpen);

    /// <summary>How many comparisons (cases times metrics) are still open.</summary>
    public int OpenCount => _series.Values.Count(s => s.IsOpen);

    /// <summary>How every case and metric stands, in the plan's order. Bounds are those of the latest look and hold all at once.</summary>
    public IReadOnlyList<CompileTimeComparison> Comparisons =>
        _plan.Metrics.SelectMany(m => _plan.Cases.Select(c => _series[(c, m)].Comparison)).ToArray();

    /// <summary>Summaries a metric and setting, and over all settings.</summary>
    public IReadOnlyList<ComparisonSummary> Summaries => ComparisonSummary.ForSettings(Comparisons, _plan.Options, LookSchedule.MostLooks);

    /// <summary>What to measure next; null when all is settled.</summary>
    public DuelRequest? Next()
    {
        while (true)
        {
            if (_round.Count == 0 && !BeginRound())
            {
                return null;
            }

            (ComparedCase what, DuelWork work) = _round.Dequeue();
            if (NeedsWork(what, work))
            {
                return new DuelRequest(what, work, OrderOf(work == DuelWork.Memory ? 1 : PairsFor(what)));
            }
        }
    }

    /// <summary>Takes a block of wall times and, where they were read, CPU times of the same pairs.</summary>
    /// <param name="what">The case.</param>
    /// <param name="launch">The process that measured it; processes of one case differ in it.</param>
    /// <param name="wall">Wall nanoseconds of the pairs.</param>
    /// <param name="cpu">CPU nanoseconds of the same pairs; null where they were not read, which leaves that metric without a verdict.</param>
    public void AddTimes(ComparedCase what, int launch, IReadOnlyList<PairedValue> wall, IReadOnlyList<PairedValue>? cpu)
    {
        ArgumentNullException.ThrowIfNull(wall);
        Add(what, ComparisonMetric.Wall, launch, wall);
        if (cpu is not null)
        {
            Add(what, ComparisonMetric.Cpu, launch, cpu);
        }
        else if (_series.TryGetValue((what, ComparisonMetric.Cpu), out DuelSeries? unread))
        {
            unread.Fail("CPU time was not read.", byCandidate: false);
        }

        _pairNanoseconds[what] = wall.Average(p => p.Baseline + p.Candidate);
    }

    /// <summary>Takes a block of peak native bytes, each from a fresh process.</summary>
    public void AddMemory(ComparedCase what, int launch, IReadOnlyList<PairedValue> bytes) =>
        Add(what, ComparisonMetric.Memory, launch, bytes);

    /// <summary>Gives up what is still open of a case because an engine failed on it; the others go on. Its part of the misrate is not handed on.</summary>
    /// <param name="what">The case.</param>
    /// <param name="message">The engine's or the guard's words.</param>
    /// <param name="byCandidate">Whether it was the candidate that failed.</param>
    public void Fail(ComparedCase what, string message, bool byCandidate)
    {
        ArgumentNullException.ThrowIfNull(message);
        foreach (DuelSeries series in _series.Values.Where(s => s.Case == what))
        {
            series.Fail(message, byCandidate);
        }
    }

    /// <summary>Ends the duel: open cases get their last look. The moment must not be chosen by what the comparisons say.</summary>
    public void Conclude()
    {
        foreach (var metric in _series.Values.GroupBy(s => s.Metric))
        {
            SerialCorrelation suite = CorrelationOf(metric.Key);
            foreach (DuelSeries series in metric)
            {
                series.Conclude(suite);
            }
        }

        _round.Clear();
    }

    private void Add(ComparedCase what, ComparisonMetric metric, int launch, IReadOnlyList<PairedValue> values)
    {
        if (!_plan.Metrics.Contains(metric))
        {
            return;
        }

        if (!_series.TryGetValue((what, metric), out DuelSeries? series))
        {
            throw new ArgumentException($"{what} is not in the plan.", nameof(what));
        }

        series.Add(new PairBlock(launch, values), () => CorrelationOf(metric));
    }

    private SerialCorrelation CorrelationOf(ComparisonMetric metric) =>
        SerialCorrelation.FromSeries(_series.Values.Where(s => s.Metric == metric).Select(s => s.Values));

    private bool BeginRound()
    {
        (ComparedCase, DuelWork)[] open = _plan.Cases
            .SelectMany(c => new[] { (Case: c, Work: DuelWork.Time), (Case: c, Work: DuelWork.Memory) })
            .Where(t => NeedsWork(t.Case, t.Work) && !(t.Work == DuelWork.Memory && _plan.TimesBringMemory && NeedsWork(t.Case, DuelWork.Time)))
            .ToArray();
        _random.Shuffle(open.AsSpan());
        foreach ((ComparedCase, DuelWork) item in open)
        {
            _round.Enqueue(item);
        }

        return open.Length > 0;
    }

    private bool NeedsWork(ComparedCase what, DuelWork work) => _plan.Metrics.Any(m =>
        (m == ComparisonMetric.Memory) == (work == DuelWork.Memory) && _series[(what, m)].IsOpen);

    // An even number, so that each engine goes first equally often within a block; a single pair, whose order is drawn, where that alone is
    // more than a block should take.
    private int PairsFor(ComparedCase what)
    {
        const int Fewest = 2;
        if (!_pairNanoseconds.TryGetValue(what, out double pair))
        {
            return Fewest;
        }

        if (pair > _plan.BlockNanoseconds)
        {
            return 1;
        }

        int most = Math.Max(Fewest, _plan.MostPairs / 2 * 2);
        return (int)Math.Clamp(Math.Floor(_plan.BlockNanoseconds / pair / 2) * 2, Fewest, most);
    }

    private bool[] OrderOf(int pairs)
    {
        bool[] order = pairs == 1 ? [_random.NextBelow(2) == 1] : Enumerable.Range(0, pairs).Select(i => i % 2 == 0).ToArray();
        _random.Shuffle(order.AsSpan());
        return order;
    }
}
