using CompileBench.Engines.Guard;
using CompileBench.FaultyWorker;
using Xunit;

namespace CompileBench.Faults.Tests;

public sealed class WorkerFaultTests : IDisposable
{
    private static readonly CompileLimits Limits = new(TimeSpan.FromSeconds(3), null);

    private readonly string _module = Path.GetTempFileName();

    public WorkerFaultTests() => File.WriteAllBytes(_module, [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

    public void Dispose() => File.Delete(_module);

    [Fact]
    public void Run_WorkerThatSaysNothing_IsTimedOutWithALowerBound()
    {
        using var worker = Start(Misdeed.Silence);

        var outcome = Assert.IsType<CompileOutcome.TimedOut>(Run(worker));

        Assert.False(worker.IsAlive);
        Assert.True(outcome.After >= Limits.Deadline);
        Assert.Equal(outcome.After.TotalNanoseconds, Assert.Single(outcome.Samples).Nanoseconds, 1e9);
    }

    [Fact]
    public void Run_WorkerThatPrintsALineWithoutEnd_IsStopped()
    {
        using var worker = Start(Misdeed.EndlessLine);

        var outcome = Assert.IsType<CompileOutcome.Crashed>(Run(worker));

        Assert.False(worker.IsAlive);
        Assert.Contains("no answer", outcome.HowItEnded, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WorkerWithAStrangeGreeting_IsCrashed()
    {
        using var worker = Start(Misdeed.Silence, "--greeting", "Welcome to Darwin!");

        var outcome = Assert.IsType<CompileOutcome.Crashed>(Run(worker));

        Assert.Contains("Welcome to Darwin!", outcome.HowItEnded, StringComparison.Ordinal);
        Assert.False(worker.IsAlive);
    }

    [Fact]
    public void Run_WorkerOfAnUnknownSetting_IsRejectedAndGoesOn()
    {
        using var worker = CompileWorker.Start(null, null);

        var refused = worker.Run(new GuardedCompile("winhc", _module, null), CompileLimits.Default, TestContext.Current.CancellationToken);
        var next = worker.Run(new GuardedCompile("winch", _module, null), CompileLimits.Default, TestContext.Current.CancellationToken);

        Assert.Contains("winhc", Assert.IsType<CompileOutcome.Rejected>(refused).Reason, StringComparison.Ordinal);
        Assert.IsType<CompileOutcome.Compiled>(next);
    }

    private static CompileWorker Start(string misdeed, params string[] arguments)
    {
        var info = WorkerExecutable.StartInfo(arguments);
        info.FileName = Path.Combine(AppContext.BaseDirectory, "CompileBench.FaultyWorker" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        info.Environment[FaultList.Variable] = $"*={misdeed}";
        return CompileWorker.Start(info);
    }

    private CompileOutcome Run(CompileWorker worker) =>
        worker.Run(new GuardedCompile("winch", _module, null), Limits, TestContext.Current.CancellationToken);
}
