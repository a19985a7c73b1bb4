using CompileBench.Analysis.Policy.Costs;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Analysis.Tests.Policy.Costs;

public sealed class RunTimeEvidenceTests
{
    private const string Engine = "sha256:00";

    [Fact]
    public void FromRuns_TwoModules_GivesGeometricMeansAndSpread()
    {
        var evidence = RunTimeEvidence.FromRuns([[.. Executed("a", 10e6, 20e6), .. Executed("b", 1000e6, 8000e6)]], Engine);

        Assert.Equal(4, evidence.Ratio("winch")!.Value, 9);
        Assert.Equal(1, evidence.Ratio("speed-backtracking"));
        Assert.Null(evidence.Ratio("pulley"));
        Assert.Equal(100e6, evidence.TypicalRun!.Value, 3);
        var winch = Assert.Single(evidence.Summaries);
        Assert.Equal(("a", "b"), (winch.Minimum.Module, winch.Maximum.Module));
    }

    [Fact]
    public void FromRuns_LaterRun_Counts()
    {
        var evidence = RunTimeEvidence.FromRuns([[.. Executed("a", 10e6, 20e6)], [.. Executed("a", 10e6, 50e6)]], Engine);

        Assert.Equal(5, evidence.Ratio("winch")!.Value, 9);
    }

    [Fact]
    public void FromRuns_LaterRunOfFewerSettings_LeavesTheEarlierOne()
    {
        var evidence = RunTimeEvidence.FromRuns([[.. Executed("a", 10e6, 20e6)], [.. Executed("a", 30e6, 50e6).Take(2)]], Engine);

        Assert.Equal(2, evidence.Ratio("winch")!.Value, 9);
        Assert.Equal(10e6, evidence.TypicalRun!.Value, 3);
    }

    [Fact]
    public void FromRuns_OtherEngineOrNoExecution_IsEmpty()
    {
        Assert.True(RunTimeEvidence.FromRuns([[.. Executed("a", 10e6, 20e6)]], "sha256:01").IsEmpty);
        Assert.True(RunTimeEvidence.FromRuns([[Records.Compiled("a", "winch", [1e6, 1e6])]], Engine).IsEmpty);
    }

    [Fact]
    public void Without_OneModule_LeavesTheOthers()
    {
        var evidence = RunTimeEvidence.FromRuns([[.. Executed("a", 10e6, 20e6), .. Executed("b", 10e6, 80e6)]], Engine);

        Assert.Equal(8, evidence.Without(m => m.Module == "a").Ratio("winch")!.Value, 9);
    }

    /// <summary>A module that was compiled and executed under two settings.</summary>
    internal static IEnumerable<CaseRecord> Executed(string module, double speed, double winch)
    {
        foreach (var (settings, run, compile) in new[] { ("speed-backtracking", speed, 50e6), ("winch", winch, 5e6) })
        {
            var digest = $"sha256:{module}";
            yield return Records.Compiled(module, settings, [compile, compile]) with { ModuleDigest = digest };
            yield return Records.Compiled(module, settings, [run, run]) with { ModuleDigest = digest, Operation = OperationNames.Execute };
        }
    }
}
