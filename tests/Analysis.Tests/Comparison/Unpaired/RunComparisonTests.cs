using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Unpaired;
using CompileBench.Analysis.Tests.Simulation;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Analysis.Tests.Comparison.Unpaired;

public sealed class RunComparisonTests
{
    private static readonly ComparisonMetric[] Wall = [ComparisonMetric.Wall];

    private static RecordedSide Side(params CaseRecord[] records) => new("host", [records]);

    private static CaseRecord[] Run(SimulatedNoise random, int modules, int launches, double ratio, string engine = "50.0.1") =>
        [.. Enumerable.Range(0, modules).Select(i => Records.Compiled($"m{i:00}", "winch", Scaled(random.Launches(launches, 5, 0.01), ratio)) with { Engine = engine })];

    private static double[][] Scaled(double[][] launches, double ratio) => [.. launches.Select(l => l.Select(v => v * ratio).ToArray())];

    private static RunComparison Compare(RecordedSide baseline, RecordedSide candidate) =>
        RunComparison.BetweenSides(baseline, candidate, Wall, new ComparisonOptions());

    [Fact]
    public void BetweenSides_ThreeLaunchesAndManyCases_FindsAChangeOfTenPerCent()
    {
        var random = new SimulatedNoise(3);

        RunComparison comparison = Compare(Side(Run(random, 40, 3, 1)), Side(Run(random, 40, 3, 1.1, "51.0.0")));

        Assert.Equal(40, comparison.Comparisons.Count);
        Assert.All(comparison.Comparisons, c => Assert.True(c.Bounds!.Value.Contains(1.1)));
        Assert.True(comparison.Comparisons.Count(c => c.Verdict == ChangeVerdict.Slower) > 35);
        Assert.Equal(ChangeVerdict.Slower, Assert.Single(comparison.Summaries).Verdict);
    }

    [Fact]
    public void BetweenSides_CasesThatScatterMoreThanTheirLaunches_WidensAllBounds()
    {
        // Every module has moved by itself, up or down, by far more than its launches differ: as when other work came and went during a run.
        var random = new SimulatedNoise(4);
        CaseRecord[] moved = Run(random, 20, 4, 1);
        for (int i = 0; i < moved.Length; i++)
        {
            moved[i] = Records.Compiled($"m{i:00}", "winch", Scaled(random.Launches(4, 5, 0.01), Math.Exp(0.08 * random.Normal())));
        }

        RunComparison comparison = Compare(Side(Run(random, 20, 4, 1)), Side(moved));

        Assert.True(comparison.Widening[ComparisonMetric.Wall] > 3);
        Assert.All(comparison.Comparisons, c => Assert.Equal(ChangeVerdict.Inconclusive, c.Verdict));
    }

    [Fact]
    public void BetweenSides_OneLaunchASide_IsRefusedWithARatio()
    {
        CompileTimeComparison comparison = Assert.Single(
            Compare(Side(Records.Compiled("m", "s", [100, 101, 102])), Side(Records.Compiled("m", "s", [200, 202, 204]))).Comparisons);

        Assert.Equal(2, comparison.Ratio!.Value, 6);
        Assert.Null(comparison.Bounds);
        Assert.Equal((ChangeVerdict.Inconclusive, OpenReason.SingleLaunch), (comparison.Verdict, comparison.Reason));
    }

    [Fact]
    public void BetweenSides_SeveralRunsASide_CountsRuns()
    {
        CaseRecord[] Baseline(double ns) => [Records.Compiled("m", "s", [ns, ns])];

        var first = new RecordedSide("host", [Baseline(100), Baseline(101), Baseline(99)]);
        var second = new RecordedSide("host", [Baseline(200), Baseline(203), Baseline(199)]);

        CompileTimeComparison comparison = Assert.Single(Compare(first, second).Comparisons);

        Assert.Equal(3, comparison.IndependentValues);
        Assert.Equal(ChangeVerdict.Slower, comparison.Verdict);
    }

    [Fact]
    public void BetweenSides_DifferentHosts_RefusesTimesButNotMemory()
    {
        CaseRecord record = Records.Compiled("m", "s", [100], [101]) with { PeakNativeBytes = 1000 };
        var here = new RecordedSide("here", [[record], [record]]);
        var there = new RecordedSide("there", [[record], [record]]);

        RunComparison comparison = RunComparison.BetweenSides(here, there, [ComparisonMetric.Wall, ComparisonMetric.Memory], new ComparisonOptions());

        Assert.False(comparison.SameHost);
        Assert.Equal(OpenReason.DifferentHosts, comparison.Comparisons[0].Reason);
        Assert.NotNull(comparison.Comparisons[1].Bounds);
    }

    [Fact]
    public void BetweenSides_FailedCase_SaysWhichEngineAndWhy()
    {
        CaseRecord failed = Records.Create("m", "s", "44.0.0") with { Outcome = OutcomeKind.Rejected, Message = "no Winch" };

        CompileTimeComparison comparison = Assert.Single(Compare(Side(failed), Side(Records.Compiled("m", "s", [1], [1]))).Comparisons);

        Assert.Equal((OpenReason.Failed, "44.0.0: Rejected, no Winch"), (comparison.Reason, comparison.Message));
    }

    [Fact]
    public void BetweenSides_OtherBytesUnderOneName_IsRefused()
    {
        CaseRecord record = Records.Compiled("m", "s", [1], [1]);

        CompileTimeComparison comparison = Assert.Single(Compare(Side(record), Side(record with { ModuleDigest = "sha256:ff" })).Comparisons);

        Assert.Equal(OpenReason.DifferentModules, comparison.Reason);
    }

    [Fact]
    public void BetweenSides_CasesOfOneSideOnly_AreNamed()
    {
        RunComparison comparison = Compare(Side(Records.Compiled("a", "s", [1])), Side(Records.Compiled("b", "s", [1])));

        Assert.Empty(comparison.Comparisons);
        Assert.Equal("a", Assert.Single(comparison.OnlyBaseline).Module);
        Assert.Equal("b", Assert.Single(comparison.OnlyCandidate).Module);
    }
}
