namespace CompileBench.Analysis.Comparison.Duel;

/// <summary>One case and metric of a duel: its blocks so far and where it stands. Bounds change only at a look.</summary>
internal sealed class DuelSeries(ComparedCase what, ComparisonMetric metric, DuelPlan plan)
{
    private readonly List<PairBlock> _blocks = [];
    private int _looks;

    internal ComparedCase Case => what;

    internal ComparisonMetric Metric => metric;

    internal bool IsOpen { get; private set; } = true;

    internal CompileTimeComparison Comparison { get; private set; } =
        CompileTimeComparison.Without(what, metric, OpenReason.TooFewValues, plan.Options);

    /// <summary>The values so far in the order of measuring, for the suite's <see cref="SerialCorrelation"/>.</summary>
    internal IReadOnlyList<double> Values => _blocks.Count > 0 ? IndependentUnits.ByLaunch(_blocks).Values : [];

    /// <summary>Takes a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="suite">Asked for the suite's correlation if this block brings a look.</param>
    internal void Add(PairBlock block, Func<SerialCorrelation> suite)
    {
        _blocks.Add(block);
        if (!IsOpen || _looks >= LookSchedule.MostLooks || _blocks.Count < LookSchedule.Blocks[_looks])
        {
            return;
        }

        _looks++;
        Look(LookSchedule.Spend(plan.ComparisonMisrate), suite());
        IsOpen = Comparison.Verdict == ChangeVerdict.Inconclusive && _looks < LookSchedule.MostLooks;
    }

    /// <summary>The look when time is up: it spends what the others left.</summary>
    internal void Conclude(SerialCorrelation suite)
    {
        if (IsOpen && _looks < LookSchedule.MostLooks)
        {
            Look(LookSchedule.SpendAtEnd(plan.ComparisonMisrate, _looks), suite);
        }

        IsOpen = false;
    }

    /// <summary>Gives it up, unless its verdict was reached before: what is known stays known.</summary>
    internal void Fail(string message, bool byCandidate)
    {
        if (!IsOpen)
        {
            return;
        }

        Comparison = CompileTimeComparison.Without(what, metric, OpenReason.Failed, plan.Options, message) with { CandidateFailed = byCandidate };
        IsOpen = false;
    }

    private void Look(double misrate, SerialCorrelation suite) =>
        Comparison = CompileTimeComparison.FromPairs(what, metric, _blocks, misrate, plan.Options, suite);
}
