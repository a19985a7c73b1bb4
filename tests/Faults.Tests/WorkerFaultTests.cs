using System.Diagnostics;
using CompileBench.Engines.Hosting;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native;
using CompileBench.Engines.Operations;
using CompileBench.Faults.Tests.Campaign;
using CompileBench.FaultyWorker;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Faults.Tests;

public sealed class WorkerFaultTests : IDisposable
{
    // Short for a worker that never answers. Every other worker answers or ends by itself, however late, and must not be stopped before.
    private static readonly OperationLimits Short = new(TimeSpan.FromSeconds(3), null);
    private static readonly OperationLimits Ample = new(TimeSpan.FromMinutes(2), null);

    // A worker that the system stopped is given up after this time, and the next attempt has as long.
    private static readonly OperationLimits Moderate = new(TimeSpan.FromSeconds(15), null);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("compilebench-worker");
    private readonly string _module;

    public WorkerFaultTests()
    {
        _module = Path.Combine(_directory.FullName, "module.wasm");
        File.WriteAllBytes(_module, [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    }

    public void Dispose() => _directory.Delete(recursive: true);

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
        Assert.Contains("not an answer", outcome.HowItEnded, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WorkerWithAStrangeGreeting_IsCrashed()
    {
        using var worker = Start(Misdeed.Silence, greeting: "Welcome to Darwin!");

        var outcome = Assert.IsType<Outcome.Crashed>(Run(worker));

        Assert.Contains("Welcome to Darwin!", outcome.HowItEnded, StringComparison.Ordinal);
        Assert.False(worker.IsAlive);
    }

    [Fact]
    public void Run_WorkerOfAnUnknownSetting_IsRejectedAndGoesOn()
    {
        using var worker = IsolatedWorker.Start(null, null);

        var refused = worker.Run(new OperationRequest(MeasuredOperation.Compile, "winhc", _module, null), OperationLimits.Default, TestContext.Current.CancellationToken);
        var next = worker.Run(Request(), OperationLimits.Default, TestContext.Current.CancellationToken);

        Assert.Contains("winhc", Assert.IsType<Outcome.Rejected>(refused).Reason, StringComparison.Ordinal);
        Assert.IsType<Outcome.Completed>(next);
    }

    [Fact]
    public void Run_PeakOverTheLimitThatNobodySaw_IsOutOfMemory()
    {
        using var worker = Start(Misdeed.HiddenPeak);

        var outcome = worker.Run(Request(), Ample with { MemoryBytes = 1L << 30 }, TestContext.Current.CancellationToken);

        Assert.Equal(Misdeed.HiddenPeakBytes, Assert.IsType<Outcome.OutOfMemory>(outcome).PeakNativeBytes);
        Assert.False(worker.IsAlive);
    }

    [Fact]
    public void Run_ModuleOfAnotherDigest_IsNoOutcomeOfTheEngine()
    {
        using var worker = IsolatedWorker.Start(null, null);

        var outcome = worker.Run(new OperationRequest(MeasuredOperation.Compile, "winch", _module, "sha256:0"), OperationLimits.Default, TestContext.Current.CancellationToken);

        Assert.Contains("the file was changed", Assert.IsType<Outcome.ToolFailed>(outcome).Reason, StringComparison.Ordinal);
        Assert.Throws<ToolFailedException>(outcome.ThrowIfToolFailed);
        Assert.IsType<Outcome.Completed>(worker.Run(Request(), OperationLimits.Default, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void RunSeries_WorkerThatEndsDuringTheFirst_KnowsNothingOfTheOthers()
    {
        using var worker = Start(Misdeed.Killed);

        var outcomes = worker.RunSeries([Request(), Request(), Request()], Ample, TestContext.Current.CancellationToken);

        Assert.IsType<Outcome.Crashed>(outcomes[0]);
        Assert.All(outcomes.Skip(1), Assert.Null);
        Assert.False(worker.IsAlive);
    }

    [Fact]
    public void Run_WorkerThatExitsWith147_IsNotCalledASignal()
    {
        using var worker = Start(Misdeed.ExitCode147);

        Assert.Equal("exit code 147", Assert.IsType<Outcome.Crashed>(Run(worker)).HowItEnded);
    }

    [Fact]
    public void Run_WorkerThatIsKilled_NamesTheSignal()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals");
        using var worker = Start(Misdeed.Killed);

        Assert.Equal("signal 9 (SIGKILL)", Assert.IsType<Outcome.Crashed>(Run(worker)).HowItEnded);
    }

    [Fact]
    public void Run_WorkerThatIsInterrupted_IsNoOutcomeOfTheEngine()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals");
        using var worker = Start(Misdeed.Interrupted);

        Assert.Contains("SIGINT", Assert.IsType<Outcome.ToolFailed>(Run(worker)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WorkerThatEndsWhileAStopIsUnderWay_HasNoOutcome()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var worker = Start(Misdeed.Interrupted);

        // The worker ends first, and the owner learns of the stop a moment later.
        ChildProcesses.OnEndOf(worker.ProcessId, stop.Cancel);

        Assert.ThrowsAny<OperationCanceledException>(() => worker.Run(Request(), Ample, stop.Token));
        Assert.False(worker.IsAlive);
    }

    [Fact]
    public void Run_WorkerThatTheSystemStopped_IsMeasuredAgain()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a stopped process is noticed on Linux only");
        var once = NewFile();
        using var worker = Start(Misdeed.StoppedOnce, once);
        var first = worker.ProcessId;

        var outcome = Assert.IsType<Outcome.Completed>(Run(worker, Moderate));

        Assert.NotEqual(first, worker.ProcessId);
        Assert.Equal(SampleKind.Cold, Assert.Single(outcome.Samples).Kind);
    }

    [Fact]
    public void Run_WorkerThatWasStoppedAndContinued_IsMeasuredAgain()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a stopped process is noticed on Linux only");
        var once = NewFile();
        using var worker = Start(Misdeed.StoppedOnce, once);
        var first = worker.ProcessId;
        var continuing = new Thread(() =>
        {
            SpinWait.SpinUntil(() => ProcessActivity.Read(first) is { IsStopped: true }, TimeSpan.FromSeconds(60));
            // Long enough for an owner that looks every 10 ms to see it, however busy the machine is.
            Thread.Sleep(3000);
            _ = PosixSignals.Send(first, PosixSignals.Continue);
        });
        continuing.Start();

        var outcome = Assert.IsType<Outcome.Completed>(worker.Run(Request(), OperationLimits.Default, TestContext.Current.CancellationToken));
        continuing.Join();

        Assert.NotEqual(first, worker.ProcessId);
        Assert.Equal(SampleKind.Cold, Assert.Single(outcome.Samples).Kind);
    }

    [Fact]
    public void Run_WorkerThatIsStoppedAgainAndAgain_IsAFailureOfTheTool()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a stopped process is noticed on Linux only");
        using var worker = Start(Misdeed.Stopped);

        var outcome = worker.Run(Request(), new OperationLimits(TimeSpan.FromMilliseconds(500), null), TestContext.Current.CancellationToken);

        Assert.Contains("in each of", Assert.IsType<Outcome.ToolFailed>(outcome).Reason, StringComparison.Ordinal);
        Assert.False(worker.IsAlive);
    }

    [Fact]
    public void Run_WorkerThatEndsAndLeavesAProcessInAnotherSession_LeavesNothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "descendants that left the session are found on Linux only");
        var file = NewFile();
        using var worker = Start(Misdeed.LeavesChild, file);

        Assert.Equal("exit code 0", Assert.IsType<Outcome.Crashed>(Run(worker)).HowItEnded);

        var child = int.Parse(File.ReadAllText(file));
        Assert.Null(ProcessActivity.Read(child));
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

    private static IsolatedWorker Start(string misdeed, string? onceFile = null, string? greeting = null)
    {
        var info = WorkerExecutable.StartInfo(greeting is null ? [] : ["--greeting", greeting]);
        info.FileName = Path.Combine(AppContext.BaseDirectory, "CompileBench.FaultyWorker" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        info.Environment[FaultList.Variable] = $"*={misdeed}";
        info.Environment[Misdeed.OnceVariable] = onceFile;
        return IsolatedWorker.Start(info);
    }

    private string NewFile() => Path.Combine(_directory.FullName, "once");

    private OperationRequest Request() => new(MeasuredOperation.Compile, "winch", _module, null);

    private Outcome Run(IsolatedWorker worker, OperationLimits? limits = null) => worker.Run(Request(), limits ?? Ample, TestContext.Current.CancellationToken);
}
