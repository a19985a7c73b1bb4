using CompileBench.Analysis.Policy.BreakEven;
using CompileBench.Analysis.Runs;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Analysis.Tests.Policy.BreakEven;

public sealed class BreakEvenTableTests
{
    private static IReadOnlyList<BreakEvenPoint> Points(params CaseRecord[] records) => BreakEvenTable.ForEngine(RunAnalysis.FromRecords(records).Engines[0]);

    private static CaseRecord Compile(string settings, params double[][] launches) => Records.Compiled("m", settings, launches);

    private static CaseRecord Run(string settings, params double[][] launches) => Compile(settings, launches) with { Operation = OperationNames.Execute };

    private static double[][] Exactly(double nanoseconds) => [[nanoseconds, nanoseconds], [nanoseconds, nanoseconds], [nanoseconds, nanoseconds]];

    [Fact]
    public void ForEngine_DearerSettingWithShorterRuns_PaysWhereBothTotalsAreEqual()
    {
        var point = Assert.Single(Points(
            Compile("winch", Exactly(1_000_000)), Run("winch", Exactly(50_000)),
            Compile("speed-backtracking", Exactly(9_000_000)), Run("speed-backtracking", Exactly(10_000))));

        Assert.Equal(("m", "speed-backtracking", "winch"), (point.Module, point.Settings, point.Cheapest));
        Assert.Equal(200, point.Runs, 6);
        Assert.Equal(1_000_000 + (point.Runs * 50_000), point.Compile + (point.Runs * point.Run), 3);
        Assert.Equal(200 * 10_000 / 1e9, point.Seconds, 9);
    }

    [Fact]
    public void ForEngine_Instantiation_IsPartOfARun()
    {
        var point = Assert.Single(Points(
            Compile("winch", Exactly(1_000_000)), Run("winch", Exactly(50_000)), Run("winch", Exactly(10_000)) with { Operation = OperationNames.Instantiate },
            Compile("speed-backtracking", Exactly(9_000_000)), Run("speed-backtracking", Exactly(10_000)), Run("speed-backtracking", Exactly(30_000)) with { Operation = OperationNames.Instantiate }));

        Assert.Equal(8_000_000 / 20_000.0, point.Runs, 6);
        Assert.Equal(40_000, point.Run, 6);
    }

    [Fact]
    public void ForEngine_DearerSettingWithLongerRuns_NeverPays()
    {
        var point = Assert.Single(Points(
            Compile("winch", Exactly(1_000_000)), Run("winch", Exactly(10_000)), Compile("pulley", Exactly(2_000_000)), Run("pulley", Exactly(90_000))));

        Assert.False(point.Pays);
        Assert.Equal(double.PositiveInfinity, point.Seconds);
    }

    [Fact]
    public void ForEngine_TimesThatScatter_HaveBoundsThatContainTheEstimate()
    {
        var point = Assert.Single(Points(
            Compile("winch", [990_000, 1_000_000], [1_000_000, 1_010_000], [1_000_000, 1_005_000]), Run("winch", [49_000, 50_000], [50_000, 51_000], [50_000, 50_500]),
            Compile("speed-backtracking", [8_900_000, 9_000_000], [9_000_000, 9_100_000], [9_000_000, 9_050_000]), Run("speed-backtracking", [9_900, 10_000], [10_000, 10_100], [10_000, 10_050])));

        Assert.True(point.Bounds!.Value.Contains(point.Runs), $"{point.Runs} in {point.Bounds}");
        Assert.True(point.Bounds.Value.Lower < point.Runs && point.Runs < point.Bounds.Value.Upper && double.IsFinite(point.Bounds.Value.Upper));
    }

    [Fact]
    public void ForEngine_RunsThatMayBeEqual_HaveNoUpperBound()
    {
        var point = Assert.Single(Points(
            Compile("winch", Exactly(1_000_000)), Run("winch", [9_000, 10_000], [10_000, 11_000], [11_500, 12_000]),
            Compile("speed-backtracking", Exactly(9_000_000)), Run("speed-backtracking", [9_000, 9_900], [9_900, 10_900], [10_500, 11_000])));

        Assert.Equal(double.PositiveInfinity, point.Bounds!.Value.Upper);
    }

    [Fact]
    public void ForEngine_ModuleThatWasNotExecuted_IsLeftOut() => Assert.Empty(Points(Compile("winch", Exactly(1)), Compile("speed-backtracking", Exactly(2))));

    [Fact]
    public void RunTimes_GeometricMeans_AreOverTheBaseline()
    {
        var engine = RunAnalysis.FromRecords([
            Compile("winch", Exactly(1_000_000)), Run("winch", Exactly(50_000)), Compile("speed-backtracking", Exactly(9_000_000)), Run("speed-backtracking", Exactly(10_000))]).Engines[0];

        var summary = Assert.Single(RunTimeSummary.ForEngine(engine, SettingNames.Baseline, 0.05));

        Assert.Equal(("winch", 5.0), (summary.Settings, Math.Round(summary.Ratio, 9)));
    }
}
