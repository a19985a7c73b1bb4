using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Runs;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Analysis.Tests.Runs;

public class EngineRatiosTests
{
    // The machine is two times slower in every second round, for both engines alike.
    private static readonly double[] Machine = [1, 2, 1, 2, 1, 2];

    [Fact]
    public void Between_MachineThatChangesFromRoundToRound_LeavesTheRatioNarrow()
    {
        EngineRatios ratios = Between(Rounds("1.0.0", 1_000_000, withRounds: true), Rounds("2.0.0", 1_100_000, withRounds: true));

        RatioEstimate ratio = ratios.Find("a", "winch")!;
        Assert.True(ratios.AreFromRounds);
        Assert.Equal(1.1, ratio.Ratio, 3);
        Assert.InRange(ratio.Bounds!.Value.Lower, 1.09, 1.1);
        Assert.InRange(ratio.Bounds.Value.Upper, 1.1, 1.11);
    }

    [Fact]
    public void Between_ReferencesOfTheEnginesDiffer_DoesNotDivideByThem()
    {
        EngineRatios ratios = Between(Rounds("1.0.0", 1_000_000, withRounds: true, reference: 500), Rounds("2.0.0", 1_100_000, withRounds: true, reference: 50));

        Assert.Equal(1.1, ratios.Find("b", "winch")!.Ratio, 3);
    }

    [Fact]
    public void Between_RecordsWithoutRounds_ComparesEstimates()
    {
        EngineRatios ratios = Between(Rounds("1.0.0", 1_000_000, withRounds: false), Rounds("2.0.0", 1_100_000, withRounds: false));

        Assert.False(ratios.AreFromRounds);
        Assert.Equal(1.1, ratios.Find("a", "winch")!.Ratio, 2);
    }

    [Fact]
    public void Find_CaseThatOneEngineHasNoTimeOf_IsNull()
    {
        CaseRecord[] candidate = [.. Rounds("2.0.0", 1_100_000, withRounds: true).Where(r => r.Module != "b")];

        Assert.Null(Between(Rounds("1.0.0", 1_000_000, withRounds: true), candidate).Find("b", "winch"));
    }

    private static EngineRatios Between(IEnumerable<CaseRecord> baseline, IEnumerable<CaseRecord> candidate)
    {
        RunAnalysis analysis = RunAnalysis.FromRecords(baseline.Concat(candidate));
        return EngineRatios.Between(analysis.Engines[0], analysis.Engines[1]);
    }

    private static CaseRecord[] Rounds(string engine, double nanoseconds, bool withRounds, long? reference = null) =>
    [
        .. from module in new[] { "a", "b", "c" }
           from settings in new[] { SettingNames.Baseline, "winch" }
           select new CaseRecord
           {
               Operation = OperationNames.Compile,
               Module = module,
               Settings = settings,
               Engine = engine,
               ModuleDigest = "sha256:1",
               EngineDigest = "sha256:2",
               Outcome = OutcomeKind.Completed,
               Samples = [.. Machine.SelectMany((factor, i) => Stretch(i + 1, nanoseconds * factor, withRounds, reference * (long)factor))],
               StartedAt = DateTimeOffset.UnixEpoch,
           },
    ];

    private static IEnumerable<CompileTimeSample> Stretch(int round, double nanoseconds, bool withRounds, long? reference) => Enumerable.Range(0, 3)
        .Select(i => new CompileTimeSample(round, i, SampleKind.Warm, 1, (long)(nanoseconds * (1 + (0.001 * i))), null)
        {
            Round = withRounds ? round : null,
            Reference = reference is { } r ? new ReferenceTimes(r, r) : null,
        });
}
