using System.Collections.Concurrent;
using System.Text;
using CompileBench.Embedding;
using CompileBench.Engines.Hosting;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native;
using CompileBench.Faults.Tests.Campaign;
using CompileBench.FaultyWorker;
using CompileBench.Modules;
using CompileBench.Modules.Generation;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Faults.Tests;

/// <summary>Faults of the worker that compiles within a budget: which ending each has, how often it is tried, and that nothing is left behind.</summary>
public sealed class CompileFaultCampaign : IDisposable
{
    private static readonly byte[] Module = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, 2, 1, (byte)'x'];

    private static readonly CampaignLog Log = new("fault-campaign-compile.txt");

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
        Log.Line($"silence: OverBudget by the wall backstop, {attempt.Reason}");
    }

    [Fact]
    public async Task Compile_WorkerKilledAtAnyMoment_IsTriedAgainAndLeavesNothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals");
        var module = GeneratorRecipe.Parse("many-functions@15000").Generate();
        foreach (var milliseconds in (int[])[0, 100, 300, 500])
        {
            var workers = new ConcurrentQueue<int>();
            using var compiler = new BudgetedCompiler(new BudgetedCompilerOptions { Model = null, SpareWorkers = 0 }, () => StartAndKill(milliseconds, workers));

            var result = await compiler.CompileAsync(module, new CompileLimits { CpuTime = TimeSpan.FromMinutes(2) }, TestContext.Current.CancellationToken);

            Assert.True(result is BudgetedCompilation.Compiled, string.Join("; ", result.Report.Attempts));
            Assert.All(result.Report.Attempts.SkipLast(1), attempt => Assert.Equal(AttemptOutcome.HostFault, attempt.Outcome));
            compiler.Dispose();
            Assert.All(workers, id => Assert.Null(ProcessActivity.Read(id)));
            Log.Line($"killed after {milliseconds} ms of CPU time: Compiled after {string.Join(", ", result.Report.Attempts.Select(a => a.Outcome))}");
        }
    }

    [Fact]
    public async Task Save_DiskFull_KeepsTheOldFileAndLeavesNothingElse()
    {
        using var disk = new SmallDisk(megabytes: 1);
        Assert.SkipUnless(disk.IsMounted, "this process may not mount a file system");
        var path = Path.Combine(disk.Path, "module.cwasm");
        await File.WriteAllTextAsync(path, "old", TestContext.Current.CancellationToken);
        var artifact = await CompileSoundAsync();
        disk.Fill(Environment.ProcessId, path);

        var fault = Assert.ThrowsAny<IOException>(() => artifact.Save(path));

        Assert.DoesNotContain('\n', fault.Message);
        Assert.Equal("old", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        disk.Free();
        Assert.Equal([path], Directory.GetFiles(disk.Path));
        Log.Line($"disk full at the output: {fault.Message}");
    }

    [Fact]
    public async Task Load_ArtifactCutShortOrOfAnotherVersion_IsRefusedInOneLine()
    {
        var artifact = await CompileSoundAsync();
        using var engine = new Wasmtime.Engine();

        // An artifact has the engine's major version, its length before it.
        var version = Encoding.ASCII.GetBytes(PackagedLibrary.Version.Split('.')[0]);
        var other = artifact.Bytes.ToArray();
        var at = other.AsSpan().IndexOf([(byte)version.Length, .. version]);
        Assert.True(at >= 0, "the artifact does not have the version of its engine");
        other[at + 1] = (byte)'9';
        var path = _folder.At("module.cwasm");
        foreach (var (fault, bytes, word) in new[] { ("cut short", artifact.Bytes[..(artifact.Bytes.Length / 2)].ToArray(), ""), ("of another version", other, "version") })
        {
            await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);

            var refused = Assert.Throws<ArtifactLoadException>(() => CompiledArtifact.LoadFile(engine, path));

            Assert.DoesNotContain('\n', refused.Message);
            Assert.Contains(word, refused.Message, StringComparison.Ordinal);
            Log.Line($"artifact {fault}: {refused.Message}");
        }
    }

    private static async Task<CompiledArtifact> CompileSoundAsync()
    {
        using var compiler = new BudgetedCompiler(new BudgetedCompilerOptions { Model = null, SpareWorkers = 0 });
        var result = await compiler.CompileAsync(Module, new CompileLimits { CpuTime = TimeSpan.FromMinutes(2) }, TestContext.Current.CancellationToken);
        return Assert.IsType<BudgetedCompilation.Compiled>(result).Artifact;
    }

    // The first worker alone is killed, by its CPU time: while it starts, while it compiles, or when it has answered.
    private static IsolatedWorker StartAndKill(int milliseconds, ConcurrentQueue<int> workers)
    {
        var worker = IsolatedWorker.Start(null, memoryCeiling: null, libraryPagesLoaded: true);
        workers.Enqueue(worker.ProcessId);
        if (workers.Count == 1)
        {
            new Thread(() =>
            {
                while (worker.IsRunning && ProcessUsage.Read(worker.ProcessId)?.Cpu.TotalMilliseconds < milliseconds)
                {
                    Thread.Sleep(1);
                }

                if (worker.IsRunning)
                {
                    _ = PosixSignals.Send(worker.ProcessId, PosixSignals.Kill);
                }
            }) { IsBackground = true }.Start();
        }

        return worker;
    }

    private async Task Expect(string misdeed, RefusalReason? reason, params AttemptOutcome[] attempts)
    {
        if (OperatingSystem.IsWindows() && misdeed is Misdeed.Killed or Misdeed.KilledOnce or Misdeed.NativeAbort)
        {
            Log.Skipped(misdeed, "Windows has no signals");
            return;
        }

        using var compiler = Start(misdeed);
        var limits = new CompileLimits { CpuTime = TimeSpan.FromMinutes(2), Chain = [SettingNames.SpeedBacktracking, SettingNames.Winch] };

        var result = await compiler.CompileAsync(Module, limits, TestContext.Current.CancellationToken);

        var refused = result as BudgetedCompilation.Refused;
        Assert.Equal(reason, refused?.Reason);
        Assert.Equal(attempts, result.Report.Attempts.Select(a => a.Outcome));
        Assert.DoesNotContain('\n', refused?.Message ?? "");
        Log.Line($"{misdeed}: {reason?.ToString() ?? "Compiled"} after {string.Join(", ", attempts)}: {refused?.Message}");
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
