using CompileBench.Analysis.Policy.TradeOffs;
using CompileBench.Analysis.Runs;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Analysis.Tests.Policy.TradeOffs;

public sealed class SettingTradeOffTests
{
    private static Results.Schema.CaseRecord Record(string module, string settings, double nanoseconds, long? code) =>
        Records.Compiled(module, settings, [nanoseconds, nanoseconds]) with { CodeBytes = code };

    private static IReadOnlyList<TradeOffPoint> Points(params Results.Schema.CaseRecord[] records) => SettingTradeOff.Points(
        RunAnalysis.FromRecords(records).Engines[0], SettingNames.Baseline, TradeOffCost.CodeBytes);

    [Fact]
    public void Points_TwoModules_AreGeometricMeansOverTheBaseline()
    {
        IReadOnlyList<TradeOffPoint> points = Points(
            Record("a", "speed-backtracking", 1000, 100), Record("a", "winch", 100, 200),
            Record("b", "speed-backtracking", 1000, 100), Record("b", "winch", 400, 800));

        Assert.Equal(("speed-backtracking", 1.0, 1.0), points.Select(p => (p.Name, Math.Round(p.Time, 9), Math.Round(p.Other, 9))).First());
        Assert.Equal(("winch", 0.2, 4.0, 2), points.Select(p => (p.Name, Math.Round(p.Time, 9), Math.Round(p.Other, 9), p.ModuleCount)).Last());
    }

    [Fact]
    public void Points_ModuleThatOneSettingCannotCompile_CountsForNone()
    {
        IReadOnlyList<TradeOffPoint> points = Points(
            Record("a", "speed-backtracking", 1000, 100), Record("a", "winch", 100, 100),
            Record("b", "speed-backtracking", 1000, 100), Record("b", "winch", 100, 100),
            Record("c", "speed-backtracking", 1000, 100));

        Assert.All(points, p => Assert.Equal(2, p.ModuleCount));
    }

    [Fact]
    public void Points_SettingWithFewModules_IsLeftOut()
    {
        IReadOnlyList<TradeOffPoint> points = Points(
            Record("a", "speed-backtracking", 1000, 100), Record("a", "winch", 100, 100),
            Record("b", "speed-backtracking", 1000, 100),
            Record("c", "speed-backtracking", 1000, 100));

        Assert.Equal("speed-backtracking", Assert.Single(points).Name);
        Assert.Equal(3, points[0].ModuleCount);
    }

    [Fact]
    public void Points_UnknownCost_AreNone() => Assert.Empty(Points(Record("a", "speed-backtracking", 1000, null)));
}
