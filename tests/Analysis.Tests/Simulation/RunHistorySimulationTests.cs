using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.History;
using Xunit;

namespace CompileBench.Analysis.Tests.Simulation;

/// <summary>
/// Published thresholds for change points at a misrate of 1%: of histories in which nothing changed at most 2% show any change (5% where runs resemble
/// their neighbours), and a step of 10% is found at its run, or one beside it, in at least 95% of cases.
/// </summary>
public sealed class RunHistorySimulationTests(ITestOutputHelper output)
{
    private static readonly ComparisonMetric[] Wall = [ComparisonMetric.Wall];

    [Theory]
    [InlineData(20, 6, 0.0, 0.02)]
    [InlineData(20, 30, 0.0, 0.02)]
    [InlineData(20, 100, 0.0, 0.02)]
    [InlineData(1, 50, 0.0, 0.02)]
    [InlineData(20, 50, 0.3, 0.05)]
    public void FromRuns_NothingChanged_RarelyShowsAChange(int cases, int runs, double correlation, double most)
    {
        const int Histories = 200;
        var random = new SimulatedNoise(31);
        var simulated = new SimulatedHistory(cases, runs) { Correlation = correlation };

        int alarms = Enumerable.Range(0, Histories).Count(_ => RunHistory.FromRuns(simulated.Draw(random), Wall).Cases.Any(c => c.Changes.Count > 0));

        output.WriteLine($"{cases} cases, {runs} runs, correlation {correlation}: histories with false changes {(double)alarms / Histories:P1}");
        Assert.True(alarms <= most * Histories);
    }

    [Theory]
    [InlineData(1.10, 60, 30, 0.95)]
    [InlineData(0.90, 60, 30, 0.95)]
    [InlineData(1.10, 60, 54, 0.90)]
    [InlineData(1.25, 8, 4, 0.90)]
    [InlineData(1.05, 60, 30, 0.75)]
    public void FromRuns_OneStep_IsFoundWhereItIs(double step, int runs, int at, double fewest)
    {
        var random = new SimulatedNoise(32);
        var simulated = new SimulatedHistory(40, runs) { Step = step, StepAt = at };
        CaseHistory[] cases = [.. Enumerable.Range(0, 10).SelectMany(_ => RunHistory.FromRuns(simulated.Draw(random), Wall).Cases)];

        double found = cases.Average(c => c.Changes.Count == 1 && Math.Abs(c.Changes[0].FirstRun - at) <= 1 ? 1.0 : 0);
        double held = cases.Where(c => c.Changes.Count == 1).Average(c => c.Changes[0].Bounds.Contains(step) ? 1.0 : 0);

        output.WriteLine($"step {step} at run {at} of {runs}: found {found:P1}, bounds hold {held:P1}");
        Assert.True(found >= fewest);
        Assert.True(held >= 0.99);
    }

    [Fact]
    public void FromRuns_TwoHundredRunsOfAHundredCases_FindsEveryStep()
    {
        HistoryRun[] runs = new SimulatedHistory(100, 200) { Step = 1.2, StepAt = 77 }.Draw(new SimulatedNoise(33));

        RunHistory history = RunHistory.FromRuns(runs, Wall);

        Assert.Equal(100, history.Cases.Count);
        Assert.All(history.Cases, c => Assert.InRange(Assert.Single(c.Changes).FirstRun, 76, 78));
    }
}
