using CompileBench.Embedding;
using CompileBench.Engines.Isolation;
using CompileBench.Faults.Tests.Campaign;
using CompileBench.FaultyWorker;
using CompileBench.Modules;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Faults.Tests;

/// <summary>Faults of the worker that compiles within a budget: which ending each has, how often it is tried, and that nothing is left behind.</summary>
public sealed class CompileFaultCampaign : IDisposable
{
    private static readonly byte[] Module = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, 2, 1, (byte)'x'];

    private readonly CampaignLog _log = new("fault-campaign-compile.txt");
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Compile_EveryFault_HasItsEndingAndOnlyHostFaultsAreTriedAgain()
    {
        await Expect(Misdeed.Killed, RefusalReason.HostFault, AttemptOutcome.HostFault, AttemptOutcome.HostFault);
        await Expect(Misdeed.ShortArtifact, RefusalReason.HostFault, AttemptOutcome.HostFault, AttemptOutcome.HostFault);
        await Expect(Misdeed.Unlimited, RefusalReason.HostFault, AttemptOutcome.HostFault, AttemptOutcome.HostFault);
        await Expect(Misdeed.NativeAbort, RefusalReason.Crashed, AttemptOutcome.Crashed, AttemptOutcome.Crashed);
        await Expect(Misdeed.Rubbish, RefusalReason.Crashed, AttemptOutcome.Crashed, AttemptOutcome.Crashed);
        await Expect(Misdeed.KilledOnce, null, AttemptOutcome.HostFault, AttemptOutcome.Compiled);
    }

    [Fact]
    public async Task Compile_WorkerThatSaysNothing_IsStoppedByTheWallBackstop()
    {
        using var compiler = Start(Misdeed.Silence);
        var limits = new CompileLimits { CpuTime = TimeSpan.FromSeconds(1), Chain = [SettingNames.Winch] };

        var result = Assert.IsType<BudgetedCompilation.Refused>(await compiler.CompileAsync(Module, limits, TestContext.Current.CancellationToken));

        Assert.Equal(RefusalReason.OverBudget, result.Reason);
        var attempt = Assert.Single(result.Report.Attempts);
        Assert.True(attempt.WallTime >= limits.CpuTime * limits.WallFactor);
        Assert.True(attempt.CpuTime < limits.CpuTime);
        _log.Line($"silence: OverBudget by the wall backstop, {attempt.Reason}");
    }

    private async Task Expect(string misdeed, RefusalReason? reason, params AttemptOutcome[] attempts)
    {
        if (OperatingSystem.IsWindows() && misdeed is Misdeed.Killed or Misdeed.KilledOnce or Misdeed.NativeAbort)
        {
            _log.Skipped(misdeed, "Windows has no signals");
            return;
        }

        using var compiler = Start(misdeed);
        var limits = new CompileLimits { CpuTime = TimeSpan.FromMinutes(2), Chain = [SettingNames.SpeedBacktracking, SettingNames.Winch] };

        var result = await compiler.CompileAsync(Module, limits, TestContext.Current.CancellationToken);

        var refused = result as BudgetedCompilation.Refused;
        Assert.Equal(reason, refused?.Reason);
        Assert.Equal(attempts, result.Report.Attempts.Select(a => a.Outcome));
        Assert.DoesNotContain('\n', refused?.Message ?? "");
        _log.Line($"{misdeed}: {reason?.ToString() ?? "Compiled"} after {string.Join(", ", attempts)}: {refused?.Message}");
    }

    // The fault is that of one module: the empty module that a worker compiles first is compiled as it should be.
    private BudgetedCompiler Start(string misdeed)
    {
        var once = _folder.At(Guid.NewGuid().ToString("N"));
        return new BudgetedCompiler(new BudgetedCompilerOptions { Model = null, SpareWorkers = 0 }, () =>
        {
            var info = WorkerExecutable.StartInfo([]);
            info.FileName = Path.Combine(AppContext.BaseDirectory, "CompileBench.FaultyWorker" + (OperatingSystem.IsWindows() ? ".exe" : ""));
            info.Environment[FaultList.Variable] = $"{ModuleDigest.Compute(Module)}={misdeed}";
            info.Environment[Misdeed.OnceVariable] = once;
            return IsolatedWorker.Start(info);
        });
    }
}
