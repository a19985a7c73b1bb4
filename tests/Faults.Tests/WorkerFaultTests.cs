using System.Diagnostics;
using CompileBench.Engines.Hosting;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native;
using CompileBench.Engines.Operations;
using CompileBench.FaultyWorker;
using Xunit;

namespace CompileBench.Faults.Tests;

public sealed class WorkerFaultTests : IDisposable
{
    // Short for a worker that never answers. Every other worker answers or ends by itself, however late, and must not be stopped before.
    private static readonly OperationLimits Short = new(TimeSpan.FromSeconds(3), null);
    private static readonly OperationLimits Ample = new(TimeSpan.FromMinutes(2), null);

    private readonly string _module = Path.GetTempFileName();

    public WorkerFaultTests() => File.WriteAllBytes(_module, [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

    public void Dispose() => File.Delete(_module);

    [Fact]
    public void Run_WorkerThatSaysNothing_IsTimedOutWithALowerBound()
    {
        using var worker = Start(Misdeed.Silence);

        var outcome = Assert.IsType<Outcome.TimedOut>(Run(worker, Short));

        Assert.False(worker.IsAlive);
        Assert.True(outcome.After >= Short.Deadline);
        Assert.True(Assert.Single(outcome.Samples).Nanoseconds >= Short.Deadline.TotalNanoseconds);
    }

    [Fact]
    public void Run_WorkerThatPrintsALineWithoutEnd_IsStopped()
    {
        using var worker = Start(Misdeed.EndlessLine);

        var outcome = Assert.IsType<Outcome.Crashed>(Run(worker));

        Assert.False(worker.IsAlive);
        Assert.Contains("no answer", outcome.HowItEnded, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WorkerWithAStrangeGreeting_IsCrashed()
    {
        using var worker = Start(Misdeed.Silence, "--greeting", "Welcome to Darwin!");

        var outcome = Assert.IsType<Outcome.Crashed>(Run(worker));

        Assert.Contains("Welcome to Darwin!", outcome.HowItEnded, StringComparison.Ordinal);
        Assert.False(worker.IsAlive);
    }

    [Fact]
    public void Run_WorkerOfAnUnknownSetting_IsRejectedAndGoesOn()
    {
        using var worker = IsolatedWorker.Start(null, null);

        var refused = worker.Run(new OperationRequest(MeasuredOperation.Compile, "winhc", _module, null), OperationLimits.Default, TestContext.Current.CancellationToken);
        var next = worker.Run(new OperationRequest(MeasuredOperation.Compile, "winch", _module, null), OperationLimits.Default, TestContext.Current.CancellationToken);

        Assert.Contains("winhc", Assert.IsType<Outcome.Rejected>(refused).Reason, StringComparison.Ordinal);
        Assert.IsType<Outcome.Completed>(next);
    }

    [Fact]
    public void Run_PeakOverTheLimitThatNobodySaw_IsOutOfMemory()
    {
        using var worker = Start(Misdeed.HiddenPeak);

        var outcome = worker.Run(new OperationRequest(MeasuredOperation.Compile, "winch", _module, null), Ample with { MemoryBytes = 1L << 30 }, TestContext.Current.CancellationToken);

        Assert.Equal(Misdeed.HiddenPeakBytes, Assert.IsType<Outcome.OutOfMemory>(outcome).PeakNativeBytes);
        Assert.False(worker.IsAlive);
    }

    [Fact]
    public void Run_ModuleOfAnotherDigest_IsNoOutcomeOfTheEngine()
    {
        using var worker = IsolatedWorker.Start(null, null);

        var e = Assert.Throws<IOException>(() => worker.Run(new OperationRequest(MeasuredOperation.Compile, "winch", _module, "sha256:0"), OperationLimits.Default, TestContext.Current.CancellationToken));

        Assert.Contains("the file was changed", e.Message, StringComparison.Ordinal);
        Assert.IsType<Outcome.Completed>(worker.Run(new OperationRequest(MeasuredOperation.Compile, "winch", _module, null), OperationLimits.Default, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Start_ProgramThatTheSystemCannotStart_SaysSoInOneLine()
    {
        var e = Assert.Throws<EngineUnavailableException>(() => IsolatedWorker.Start(new ProcessStartInfo(_module) { RedirectStandardInput = true }));

        Assert.Contains(_module, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OnEndOf_ProcessThatEnds_IsTold()
    {
        using var ended = new ManualResetEventSlim();
        var worker = Start(Misdeed.Silence);
        ChildProcesses.OnEndOf(worker.ProcessId, ended.Set);
        Assert.False(ended.IsSet);

        worker.Dispose();

        Assert.True(ended.Wait(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken));
    }

    private static IsolatedWorker Start(string misdeed, params string[] arguments)
    {
        var info = WorkerExecutable.StartInfo(arguments);
        info.FileName = Path.Combine(AppContext.BaseDirectory, "CompileBench.FaultyWorker" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        info.Environment[FaultList.Variable] = $"*={misdeed}";
        return IsolatedWorker.Start(info);
    }

    private Outcome Run(IsolatedWorker worker, OperationLimits? limits = null) =>
        worker.Run(new OperationRequest(MeasuredOperation.Compile, "winch", _module, null), limits ?? Ample, TestContext.Current.CancellationToken);
}
