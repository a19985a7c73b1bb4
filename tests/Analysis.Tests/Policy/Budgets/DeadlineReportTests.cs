using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Analysis.Tests.Policy.Budgets;

public class DeadlineReportTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(200);

    [Fact]
    public void FromRecords_WarmWithinAndColdBeyond_IsOver()
    {
        DeadlineReport report = DeadlineReport.FromRecords([Measured("m", "speed-backtracking", 195, 341, 338, 345, 340, 343, 339)], Deadline);

        DeadlineCase over = Assert.Single(report.Over);
        Assert.Equal(BudgetVerdict.Over, over.Verdict);
        Assert.NotNull(over.Bounds);
        Assert.InRange(over.Nanoseconds!.Value, 338e6, 345e6);
    }

    [Fact]
    public void FromRecords_DeadlineWithinTheBounds_IsTooCloseToCall() =>
        Assert.Equal("m", Assert.Single(DeadlineReport.FromRecords([Measured("m", "winch", 100, 180, 190, 199, 201, 210, 220)], Deadline).TooCloseToCall).Case.Module);

    [Theory]
    [InlineData(150, BudgetVerdict.Within)]
    [InlineData(170, BudgetVerdict.TooCloseToCall)]
    [InlineData(240, BudgetVerdict.TooCloseToCall)]
    [InlineData(260, BudgetVerdict.Over)]
    public void FromRecords_OneSampleWithoutBounds_NeedsTheMargin(double milliseconds, BudgetVerdict expected)
    {
        DeadlineReport report = DeadlineReport.FromRecords([Measured("m", "winch", 1, milliseconds)], Deadline);

        Assert.Equal(
            (expected == BudgetVerdict.Over, expected == BudgetVerdict.TooCloseToCall, expected == BudgetVerdict.Within),
            (report.Over.Count == 1, report.TooCloseToCall.Count == 1, report.WithinCount == 1));
    }

    [Fact]
    public void FromRecords_WithoutAColdCompile_IsUnknown() =>
        Assert.Single(DeadlineReport.FromRecords([Measured("m", "winch", 1)], Deadline).Unknown);

    [Fact]
    public void FromRecords_TimedOutBeyondIt_IsOverAndNamesASettingWithin()
    {
        CaseRecord stopped = Measured("m", "speed-backtracking", 1) with { Outcome = OutcomeKind.TimedOut, Samples = [Records.Cold(1, 60e9)] };

        DeadlineCase over = Assert.Single(DeadlineReport.FromRecords([stopped, Measured("m", "winch", 1, 10), Measured("m", "none-singlepass", 1, 20)], Deadline).Over);

        Assert.Equal("none-singlepass", over.FirstSettingWithin);
    }

    [Fact]
    public void FromRecords_SeveralModules_NamesTheSettingsWithinForAll() =>
        Assert.Equal(
            ["none-singlepass", "winch"],
            DeadlineReport.FromRecords(
                [
                    Measured("a", "speed-backtracking", 1, 10), Measured("b", "speed-backtracking", 1, 500),
                    Measured("a", "winch", 1, 10), Measured("b", "winch", 1, 10),
                    Measured("a", "none-singlepass", 1, 10), Measured("b", "none-singlepass", 1, 20),
                ],
                Deadline).SettingsWithinEverywhere);

    private static CaseRecord Measured(string module, string settings, double warm, params double[] cold) => Records.Create(module, settings) with
    {
        Samples = [Records.Warm(1, 1, warm * 1e6), .. cold.Select((c, i) => Records.Cold(i + 1, c * 1e6))],
    };
}
