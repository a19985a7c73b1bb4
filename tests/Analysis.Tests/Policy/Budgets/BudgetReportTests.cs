using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;
using Xunit;

namespace CompileBench.Analysis.Tests.Policy.Budgets;

public class BudgetReportTests
{
    private const string Default = "speed-backtracking";

    private static string Published { get; } = Repository.At("results", "published");

    [Fact]
    public void FromRecords_CompileJustBeyondTheSlowedLimit_IsOver()
    {
        BudgetReport report = BudgetReport.FromRecords([Compiled("m", Default, 3.01), Compiled("n", Default, 2.99)]);

        Assert.Equal("m", Assert.Single(report.Over).Case.Module);
        Assert.Equal(1, report.WithinCount);
        Assert.Empty(report.Unknown);
    }

    [Fact]
    public void FromRecords_SeveralSettingsWithin_NamesTheOneNearestToTheDefault()
    {
        BudgetReport report = BudgetReport.FromRecords(
            [Compiled("m", "pulley", 1), Compiled("m", "winch", 0.01), Compiled("m", "none-singlepass", 0.1), Compiled("m", "none-backtracking", 4), Compiled("m", Default, 9)]);

        Assert.Equal([Default, "none-backtracking"], report.Over.Select(c => c.Case.Settings));
        Assert.All(report.Over, c => Assert.Equal("none-singlepass", c.FirstSettingWithin));
        Assert.All(report.Over, c => Assert.Equal(1e8, c.NanosecondsWithin!.Value, 1));
    }

    [Fact]
    public void FromRecords_AnotherEngineOrParallelSettingWithin_IsNoRemedy()
    {
        BudgetReport report = BudgetReport.FromRecords(
            [Compiled("m", Default, 9), Compiled("m", "winch", 0.1) with { Engine = "49.0.0" }, Compiled("m", "winch+parallel", 0.1)]);

        Assert.Null(Assert.Single(report.Over).FirstSettingWithin);
    }

    [Fact]
    public void FromRecords_TimedOutBeyondTheBudget_IsOverByItsLowerBound()
    {
        BudgetedCase over = Assert.Single(BudgetReport.FromRecords([Stopped("m", OutcomeKind.TimedOut, 60)]).Over);

        Assert.True(over.IsLowerBound);
        Assert.Equal(60e9, over.Nanoseconds);
    }

    [Fact]
    public void FromRecords_TimedOutBeforeTheBudgetWasUsedUp_IsUnknown()
    {
        BudgetReport report = BudgetReport.FromRecords([Stopped("m", OutcomeKind.TimedOut, 2), Compiled("m", "winch", 0.1)]);

        BudgetedCase unknown = Assert.Single(report.Unknown);
        Assert.Equal("winch", unknown.FirstSettingWithin);
        Assert.Empty(report.Over);
    }

    [Fact]
    public void FromRecords_OutOfMemoryWithoutATime_IsUnknown()
    {
        CaseRecord record = Stopped("m", OutcomeKind.OutOfMemory, 1) with { Samples = [] };

        Assert.Null(Assert.Single(BudgetReport.FromRecords([record]).Unknown).Nanoseconds);
    }

    [Fact]
    public void FromRecords_RejectedCrashedAndValidated_AreNotJudged()
    {
        BudgetReport report = BudgetReport.FromRecords(
            [Stopped("m", OutcomeKind.Rejected, 9), Stopped("n", OutcomeKind.Crashed, 9), Compiled("o", "-", 9) with { Operation = OperationNames.Validate }]);

        Assert.Empty(report.Over);
        Assert.Empty(report.Unknown);
        Assert.Equal(0, report.WithinCount);
    }

    [Fact]
    public void FromRecords_BoundsOnBothSidesOfTheBudget_IsTooCloseToCall()
    {
        CaseRecord record = Record("m", Default, OutcomeKind.Completed) with
        {
            Samples = [new CompileTimeSample(1, 0, SampleKind.Warm, 1, 2_800_000_000, null), new CompileTimeSample(2, 0, SampleKind.Warm, 1, 3_300_000_000, null)],
        };

        BudgetReport report = BudgetReport.FromRecords([record]);

        Assert.Equal("m", Assert.Single(report.TooCloseToCall).Case.Module);
        Assert.Empty(report.Over);
        Assert.Equal(0, report.WithinCount);
    }

    [Fact]
    public void FromRecords_AnotherBudget_JudgesByIt()
    {
        CompileBudget budget = new(TimeSpan.FromSeconds(10), 2);

        Assert.Equal(5e9, budget.NativeNanoseconds);
        Assert.Empty(BudgetReport.FromRecords([Compiled("m", Default, 4.9)], budget).Over);
        Assert.Single(BudgetReport.FromRecords([Compiled("m", Default, 5.1)], budget).Over);
    }

    public static IEnumerable<TheoryDataRow<string>> PublishedRuns =>
        Directory.EnumerateFiles(Published, "cases.jsonl", SearchOption.AllDirectories)
            .Select(file => new TheoryDataRow<string>(Path.GetRelativePath(Published, file)));

    [Theory]
    [MemberData(nameof(PublishedRuns))]
    public void FromRecords_PublishedRun_NamesExactlyTheCasesBeyondThreeSeconds(string journal)
    {
        IReadOnlyList<CaseRecord> records = [.. JournalReader.Read(Path.Combine(Published, journal)).Records.Where(r => r.Operation == OperationNames.Compile)];

        BudgetReport report = BudgetReport.FromRecords(records);

        // Judged in the plainest way: by the middle of all warm samples, or by the longest time that was waited.
        IEnumerable<string> expected = records
            .Where(r => (r.Outcome == OutcomeKind.Completed && Middle(r) > 3e9)
                || (r.Outcome == OutcomeKind.TimedOut && r.Samples.Any(s => s.Nanoseconds >= 3e9)))
            .Select(r => r.Case.ToString());
        IEnumerable<string> beyond = report.Over.Concat(report.TooCloseToCall.Where(c => c.Nanoseconds > 3e9)).Select(c => c.Case.ToString());
        Assert.Equal(expected.Order(), beyond.Order());
        int judged = records.Count(r => r.Outcome is not (OutcomeKind.Rejected or OutcomeKind.Crashed));
        Assert.Equal(judged, report.NotWithin.Count() + report.WithinCount);
    }

    private static double Middle(CaseRecord record)
    {
        double[] warm = [.. record.Samples.Where(s => s.Kind == SampleKind.Warm).Select(s => s.NanosecondsPerOperation).Order()];
        return warm.Length % 2 == 1 ? warm[warm.Length / 2] : (warm[(warm.Length / 2) - 1] + warm[warm.Length / 2]) / 2;
    }

    private static CaseRecord Compiled(string module, string settings, double seconds) => Record(module, settings, OutcomeKind.Completed) with
    {
        Samples = [new CompileTimeSample(1, 0, SampleKind.Cold, 1, (long)(seconds * 2e9), null), new CompileTimeSample(1, 0, SampleKind.Warm, 2, (long)(seconds * 2e9), null)],
    };

    private static CaseRecord Stopped(string module, OutcomeKind outcome, double seconds) => Record(module, Default, outcome) with
    {
        Samples = [new CompileTimeSample(1, 0, SampleKind.Cold, 1, (long)(seconds * 1e9), null)],
    };

    private static CaseRecord Record(string module, string settings, OutcomeKind outcome) => new()
    {
        Operation = OperationNames.Compile,
        Module = module,
        Settings = settings,
        Engine = "50.0.1",
        ModuleDigest = "sha256:00",
        EngineDigest = "sha256:00",
        Outcome = outcome,
        StartedAt = DateTimeOffset.UnixEpoch,
    };
}
