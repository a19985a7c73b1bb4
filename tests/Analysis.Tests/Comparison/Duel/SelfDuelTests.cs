using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Duel;
using CompileBench.Analysis.Timing;
using Xunit;

namespace CompileBench.Analysis.Tests.Comparison.Duel;

public sealed class SelfDuelTests
{
    private static readonly ComparisonOptions Options = new();

    [Fact]
    public void ForMetrics_SteadyCases_CountsNoAlarmAndSaysWhatWouldBeSeen()
    {
        SelfDuel self = Assert.Single(SelfDuel.ForMetrics([Duel(Case(1, 0.002), Case(1, 0.004))], Options));

        Assert.Equal((1, 2, 0, 0, 2), (self.Duels, self.Comparisons, self.FalseAlarms, self.MissingBounds, self.Equivalent));
        Assert.InRange(self.MedianDetectable!.Value, 0.01, 0.03);
        Assert.True(self.LargestDetectable >= self.MedianDetectable);
        Assert.False(self.IsTooMany(Options.SuiteMisrate));
    }

    [Fact]
    public void ForMetrics_AChange_IsAFalseAlarm()
    {
        SelfDuel self = Assert.Single(SelfDuel.ForMetrics([Duel(Case(1.05, 0.002), Case(1, 0.002))], Options));

        Assert.Equal((1, 1, 1), (self.FalseAlarms, self.DuelsWithAlarm, self.MissingBounds));
        Assert.True(self.IsTooMany(Options.SuiteMisrate));
    }

    [Fact]
    public void LargestDetectable_BlocksThatDifferByManyTimes_IsNotPutInFigures()
    {
        CompileTimeComparison wild = Case(new LogCentre(Math.Log(3), Math.Pow(Math.Log(9), 2) / 4, 1, BoundsBasis.Launches));

        SelfDuel self = Assert.Single(SelfDuel.ForMetrics([Duel(Case(1, 0.002), Case(1, 0.002), wild)], Options));

        Assert.NotNull(wild.Bounds);
        Assert.NotNull(self.MedianDetectable);
        Assert.Null(self.LargestDetectable);
    }

    [Fact]
    public void AlarmRateUpper_NoAlarmInSixtyCases_IsAboutFivePerCent()
    {
        SelfDuel self = Assert.Single(SelfDuel.ForMetrics([Duel([.. Enumerable.Repeat(Case(1, 0.002), 60)])], Options));

        // The rule of three: 3 / 60.
        Assert.Equal(0.0487, self.AlarmRateUpper, 0.0005);
    }

    private static (IReadOnlyList<CompileTimeComparison>, IReadOnlyList<ComparisonSummary>) Duel(params CompileTimeComparison[] cases) => (cases, []);

    // 24 values whose scatter is that of a sine.
    private static CompileTimeComparison Case(double ratio, double scatter) =>
        Case(new LogCentre(Math.Log(ratio), scatter * scatter / 2 / 24, 19, BoundsBasis.Launches));

    private static CompileTimeComparison Case(LogCentre log) =>
        CompileTimeComparison.FromLog(new ComparedCase("compile", "zlib", "winch"), ComparisonMetric.Wall, log, 0.0001, Options);
}
