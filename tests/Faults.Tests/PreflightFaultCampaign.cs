using CompileBench.Faults.Tests.Campaign;
using Xunit;

namespace CompileBench.Faults.Tests;

/// <summary>A host that ends while its workers compile: they must end with it, however it went.</summary>
public sealed class PreflightFaultCampaign
{
    private readonly CampaignLog _log = new("fault-campaign-preflight.txt");

    [Fact]
    public void Run_HostEndsDuringThePreflight_LeavesNoWorkerBehind()
    {
        Requires.Linux();
        // Beside the suite's benchmarks one that must not begin after Ctrl-C.
        using var run = new CampaignRun(HostDirectory.Make()) { Filter = ["*Compile*", "*Guard*"] };
        JournalSnapshot before;

        // Many seconds of native code on the worker's main thread.
        using (var host = run.Start("--module", "nested-loops-locals@8000", "--settings", "speed-backtracking"))
        {
            AwaitCompiling(host, run);
            before = run.Journal();
            host.SignalGroup(PosixSignals.Interrupt);
            Assert.True(host.WaitForEnd() == 130, host.Words());
            Assert.Empty(host.Errors);
            Assert.DoesNotContain(host.Lines, l => l.Contains("BenchmarkRunner", StringComparison.Ordinal));
        }

        run.ExpectNoOrphans();
        _log.Survived("Ctrl-C during the preflight", before, run.Journal());

        // What a stop ended is no result: the case has no record, and the resumed run measures it.
        Assert.Empty(run.Journal().Records);

        using (var host = run.Resume())
        {
            AwaitCompiling(host, run);
            before = run.Journal();
            host.Signal(PosixSignals.Kill);
            Assert.Equal(128 + PosixSignals.Kill, host.WaitForEnd());
        }

        run.ExpectNoOrphans();
        _log.Survived("SIGKILL of the host during the preflight", before, run.Journal());
    }

    private static void AwaitCompiling(SuiteHost host, CampaignRun run)
    {
        host.WaitUntil(() => host.Lines.Any(l => l.StartsWith("preflight: ", StringComparison.Ordinal)), "the preflight began");
        host.WaitUntil(() => run.Processes.Find().Any(p => p.CommandLine.Contains("CompileBench.Worker", StringComparison.Ordinal)), "a worker ran");
    }
}
