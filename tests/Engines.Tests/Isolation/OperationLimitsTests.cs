using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using Xunit;

namespace CompileBench.Engines.Tests.Isolation;

public sealed class OperationLimitsTests : IDisposable
{
    private readonly string _module = Path.GetTempFileName();

    public OperationLimitsTests() => File.WriteAllBytes(_module, SmallModule.Bytes);

    public void Dispose() => File.Delete(_module);

    [Fact]
    public void CeilingBytes_NoMemoryLimit_IsNone() => Assert.Null(OperationLimits.Default.CeilingBytes);

    [Fact]
    public void CeilingBytes_MemoryLimit_LiesAboveIt() =>
        Assert.True(new OperationLimits(OperationLimits.DefaultDeadline, 1L << 30).CeilingBytes > 1L << 30);

    [Fact]
    public void Run_EveryOperationWithSeveralSamples_GivesOneColdSampleAndThenWarmOnes()
    {
        Assert.All(MeasuredOperation.All, operation =>
        {
            using var worker = IsolatedWorker.Start(null, null);
            Assert.True(worker.IsFresh);

            var first = Run(worker, new OperationRequest(operation, "winch", _module, null, Samples: 3, RunsPerSample: 2));
            var second = Run(worker, new OperationRequest(operation, "winch", _module, null));

            Assert.False(worker.IsFresh);
            Assert.Equal(["Cold 0 2", "Warm 0 2", "Warm 1 2"], first.Samples.Select(s => $"{s.Kind} {s.Iteration} {s.Operations}"));
            Assert.Equal(["Warm 0 1"], second.Samples.Select(s => $"{s.Kind} {s.Iteration} {s.Operations}"));
        });
    }

    // The requests are enumerated while the worker answers the first of them: the outcomes belong to them all the same.
    [Fact]
    public void RunSeries_WithOneThatIsRefused_GivesTheOutcomeOfEachInOrder()
    {
        using var worker = IsolatedWorker.Start(null, null);
        string[] settings = ["winch", "winhc", "none-singlepass"];

        var outcomes = worker.RunSeries(settings.Select(s => new OperationRequest(MeasuredOperation.Compile, s, _module, null, Samples: 2)), OperationLimits.Default, TestContext.Current.CancellationToken);

        Assert.Equal(["Cold", "Warm"], outcomes[0]!.Samples.Select(s => $"{s.Kind}"));
        Assert.Contains("winhc", Assert.IsType<Outcome.Rejected>(outcomes[1]).Reason, StringComparison.Ordinal);
        Assert.Equal(["Warm", "Warm"], outcomes[2]!.Samples.Select(s => $"{s.Kind}"));
        Assert.IsType<Outcome.Completed>(worker.Run(new OperationRequest(MeasuredOperation.Compile, "winch", _module, null), OperationLimits.Default, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void TakeFresh_WorkerThatHasRun_IsReplaced()
    {
        using var slot = new WorkerSlot(null, null);
        var first = slot.Take().ProcessId;
        Assert.Equal(first, slot.TakeFresh().ProcessId);

        Run(slot.Take(), new OperationRequest(MeasuredOperation.Validate, "winch", _module, null));

        Assert.Equal(first, slot.Take().ProcessId);
        Assert.NotEqual(first, slot.TakeFresh().ProcessId);
    }

    [Fact]
    public void Run_FaultOfTheTool_IsTriedInNewWorkersAndThenThrown()
    {
        using var slot = new WorkerSlot(null, null);
        var first = slot.Take().ProcessId;
        var missing = new OperationRequest(MeasuredOperation.Compile, "winch", _module + ".missing", null);

        Assert.Throws<ToolFailedException>(() => slot.Run(missing, OperationLimits.Default, TestContext.Current.CancellationToken));

        Assert.NotEqual(first, slot.Take().ProcessId);
        Assert.IsType<Outcome.Completed>(slot.Run(missing with { ModulePath = _module }, OperationLimits.Default, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Run_LibraryThatIsNone_IsRejectedWithTheReason()
    {
        using var worker = IsolatedWorker.Start(_module, null);

        var outcome = worker.Run(new OperationRequest(MeasuredOperation.Compile, "winch", _module, null), OperationLimits.Default, TestContext.Current.CancellationToken);

        Assert.Contains(_module, Assert.IsType<Outcome.Rejected>(outcome).Reason, StringComparison.Ordinal);
        Assert.False(worker.IsAlive);
    }

    private static Outcome.Completed Run(IsolatedWorker worker, OperationRequest request) =>
        Assert.IsType<Outcome.Completed>(worker.Run(request, OperationLimits.Default, TestContext.Current.CancellationToken));
}
