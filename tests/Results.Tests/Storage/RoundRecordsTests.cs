using CompileBench.Results.Schema;
using CompileBench.Results.Storage;
using Xunit;

namespace CompileBench.Results.Tests.Storage;

public class RoundRecordsTests
{
    [Fact]
    public void Join_RecordsOfOneCase_AreOneWithTheSamplesOfAllRounds()
    {
        var joined = RoundRecords.Join([Round("a", 1, peak: 30), Round("b", 1, peak: 1), Round("a", 2, peak: 10), Round("a", 3, peak: 20)]);

        Assert.Equal(["a", "b"], joined.Select(r => r.Module));
        Assert.Equal([1, 2, 3], joined[0].Samples.Select(s => s.Round!.Value));
        Assert.Equal(20, joined[0].PeakNativeBytes);
    }

    [Fact]
    public void Join_CaseThatFailedInALaterRound_HasThatOutcomeAndItsEarlierSamples()
    {
        var failed = Round("a", 2, peak: 1) with { Outcome = OutcomeKind.Crashed, Samples = [] };

        var joined = Assert.Single(RoundRecords.Join([Round("a", 1, peak: 1), failed]));

        Assert.Equal(OutcomeKind.Crashed, joined.Outcome);
        Assert.Equal(1, Assert.Single(RoundRecords.RoundsOf(joined)));
    }

    [Fact]
    public void Join_CaseThatPassedTheMemoryLimitInALaterRound_HasThePeakThatDidSo()
    {
        var passed = Round("a", 3, peak: 900) with { Outcome = OutcomeKind.OutOfMemory };

        var joined = Assert.Single(RoundRecords.Join([Round("a", 1, peak: 1), Round("a", 2, peak: 2), passed]));

        Assert.Equal(900, joined.PeakNativeBytes);
    }

    [Fact]
    public void Join_RecordWrittenAgainWithOneMoreRound_CountsOnce()
    {
        var cold = new CompileTimeSample(1, 0, SampleKind.Cold, 1, 500, null);
        var first = Round("a", 1, peak: 1) with { Samples = [cold, .. Round("a", 1, peak: 1).Samples] };
        var again = first with { Samples = [.. first.Samples, .. Round("a", 2, peak: 1).Samples] };

        Assert.Equal(again.Samples, Assert.Single(RoundRecords.Join([first, again])).Samples);
    }

    [Fact]
    public void Join_RecordsWithoutRounds_StayAsTheyAre()
    {
        CaseRecord[] records = [Round("a", null, peak: 1), Round("a", null, peak: 1)];

        Assert.Equal(records, RoundRecords.Join(records));
    }

    [Fact]
    public void Read_RoundInWhichThisToolFailed_IsMeasuredAgainAndTheOtherRoundStays()
    {
        var path = Path.GetTempFileName();
        using (var journal = new JournalWriter(path))
        {
            journal.Append(Round("a", 1, peak: 1));
            journal.Append(Round("a", 2, peak: 1) with { Outcome = OutcomeKind.ToolFailed, Samples = [] });
        }

        var kept = Assert.Single(JournalReader.Read(path).KeptOnResume);
        File.Delete(path);

        Assert.Equal(OutcomeKind.Completed, kept.Outcome);
        Assert.Equal(1, Assert.Single(RoundRecords.RoundsOf(kept)));
    }

    private static CaseRecord Round(string module, int? round, long peak) => new()
    {
        Operation = OperationNames.Compile,
        Module = module,
        Settings = SettingNames.Baseline,
        Engine = "e",
        ModuleDigest = "sha256:1",
        EngineDigest = "sha256:2",
        Outcome = OutcomeKind.Completed,
        Samples = [new CompileTimeSample(round ?? 1, 0, SampleKind.Warm, 1, 100, null) { Round = round }],
        PeakNativeBytes = peak,
        StartedAt = DateTimeOffset.UnixEpoch,
    };
}
