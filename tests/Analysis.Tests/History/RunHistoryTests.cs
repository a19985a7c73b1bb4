using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.History;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Analysis.Tests.History;

public sealed class RunHistoryTests
{
    private static readonly double[] Wobble = [0.3, -0.7, 0.9, -0.2, 0.5, -1.0, 0.1, 0.8, -0.4, -0.6];

    private static HistoryRun Run(int index, double value, string host = "host") =>
        new($"r{index}", host, [Records.Compiled("m", "s", [value * 1e6 * (1 + (0.01 * Wobble[index % 10]))])]);

    private static CaseHistory History(IEnumerable<HistoryRun> runs) =>
        Assert.Single(RunHistory.FromRuns([.. runs], [ComparisonMetric.Wall]).Cases);

    private static HistoryRun[] Runs(params double[] values) => [.. values.Select((v, i) => Run(i, v))];

    [Fact]
    public void FromRuns_StepInTheMiddle_NamesTheFirstRunAtTheNewLevel()
    {
        CaseHistory history = History(Runs(1, 1, 1, 1, 1, 1, 1.3, 1.3, 1.3, 1.3, 1.3, 1.3));

        ChangePoint change = Assert.Single(history.Changes);
        Assert.Equal((6, ChangeVerdict.Slower), (change.FirstRun, change.Verdict));
        Assert.True(change.Bounds.Contains(1.3));
        Assert.Equal([(0, 5, 6), (6, 11, 6)], history.Levels.Select(l => (l.FirstRun, l.LastRun, l.RunCount)));
    }

    [Fact]
    public void FromRuns_ThereAndBack_FindsBothSteps()
    {
        CaseHistory history = History(Runs(1, 1, 1, 1, 1, 1, 1.4, 1.4, 1.4, 1.4, 1.4, 1, 1, 1, 1, 1, 1));

        Assert.Equal([(6, ChangeVerdict.Slower), (11, ChangeVerdict.Faster)], history.Changes.Select(c => (c.FirstRun, c.Verdict)));
    }

    [Fact]
    public void FromRuns_OneBadRun_IsNoChange()
    {
        CaseHistory history = History(Runs(1, 1, 1, 1, 1, 2.5, 1, 1, 1, 1, 1, 1));

        Assert.Empty(history.Changes);
        Assert.Null(history.LatestStep);
    }

    [Fact]
    public void FromRuns_NewestRunAloneApart_IsNamedAsUnconfirmed()
    {
        CaseHistory history = History(Runs(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.5));

        Assert.Empty(history.Changes);
        Assert.Equal((11, ChangeVerdict.Slower), (history.LatestStep!.FirstRun, history.LatestStep.Verdict));
    }

    [Fact]
    public void FromRuns_StepBelowTheThreshold_IsNoChange()
    {
        double[] small = [.. Enumerable.Range(0, 40).Select(i => i < 20 ? 1 : 1.008)];
        HistoryRun[] runs = [.. small.Select((v, i) => new HistoryRun("", "host", [Records.Compiled("m", "s", [v * 1e6 * (1 + (0.0005 * Wobble[i % 10]))])]))];

        Assert.Empty(History(runs).Changes);
    }

    [Fact]
    public void FromRuns_StepWithANewHost_SaysSo()
    {
        IEnumerable<HistoryRun> runs = Enumerable.Range(0, 12).Select(i => i < 6 ? Run(i, 1) : Run(i, 1.3, "other"));

        Assert.True(Assert.Single(History(runs).Changes).HostChanged);
    }

    [Fact]
    public void FromRuns_RunsWithoutTheCase_AreSkipped()
    {
        HistoryRun[] runs = Runs(1, 1, 1, 1, 1, 1, 1.3, 1.3, 1.3, 1.3, 1.3, 1.3);
        runs[2] = runs[2] with { Records = [] };
        runs[6] = runs[6] with { Records = [Records.Create("m", "s") with { Outcome = OutcomeKind.Crashed }] };

        CaseHistory history = History(runs);

        Assert.Equal(10, history.Points.Count);
        Assert.Equal(7, Assert.Single(history.Changes).FirstRun);
    }

    [Fact]
    public void FromRuns_ThreeRuns_HasOneLevelAndNoVerdict()
    {
        CaseHistory history = History(Runs(1, 2, 3));

        Assert.Single(history.Levels);
        Assert.Empty(history.Changes);
    }

    [Fact]
    public void FromRuns_Memory_SpeaksOfSize()
    {
        HistoryRun[] runs = [.. Enumerable.Range(0, 12).Select(i => new HistoryRun("", "host",
            [Records.Compiled("m", "s", [1.0]) with { PeakNativeBytes = (long)((i < 6 ? 1e8 : 2e8) * (1 + (0.001 * Wobble[i % 10]))) }]))];

        CaseHistory history = Assert.Single(RunHistory.FromRuns(runs, [ComparisonMetric.Memory]).Cases);

        Assert.Equal(ChangeVerdict.Larger, Assert.Single(history.Changes).Verdict);
    }

    [Fact]
    public void FromRuns_NoRuns_IsEmpty() => Assert.Empty(RunHistory.FromRuns([], [ComparisonMetric.Wall]).Cases);
}
