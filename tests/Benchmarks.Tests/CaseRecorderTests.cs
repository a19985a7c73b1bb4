using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Toolchains.Results;
using CompileBench.Analysis.Runs;
using CompileBench.Benchmarks.Contract;
using CompileBench.Benchmarks.Suite.Running;
using CompileBench.Engines.Operations;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Benchmarks.Tests;

public class CaseRecorderTests
{
    private static readonly PlannedCase Planned = new(
        MeasuredOperation.Compile,
        new MeasuredCase(OperationNames.Compile, "m", "winch", "e"), new PlannedModule("m", "m.wasm", "sha256:1"), new PlannedEngine("e", "e.so", "sha256:2"));

    [Fact]
    public void Record_ProcessThatHangs_ItsSilenceIsTheLowerBound()
    {
        var record = Record(Launch(137, peak: null), new LaunchVerdict(LaunchEnd.PassedDeadline, 1, TimeSpan.FromSeconds(90), null), memoryLimit: null);

        Assert.Equal(OutcomeKind.TimedOut, record.Outcome);
        Assert.Equal(new CompileTimeSample(2, 0, SampleKind.Cold, 1, 90_000_000_000, null) { Round = 2 }, record.Samples[^1]);
        Assert.Equal(90e9, NotCompiledCase.FromRecord(record).AtLeastNanoseconds);
    }

    [Theory]
    [InlineData(1_000_000, OutcomeKind.Completed)]
    [InlineData(999_999, OutcomeKind.OutOfMemory)]
    public void Record_PeakThatNobodySaw_IsHeldAgainstTheLimit(long limit, OutcomeKind expected)
    {
        var record = Record(Launch(0, peak: 1_000_000), new LaunchVerdict(LaunchEnd.Ended, 1, TimeSpan.Zero, null), limit);

        Assert.Equal(expected, record.Outcome);
        Assert.Equal(1_000_000, record.PeakNativeBytes);
    }

    [Fact]
    public void Record_SamplesOfARound_CarryTheRoundAndTheReference()
    {
        var record = Record(Launch(0, peak: 1), new LaunchVerdict(LaunchEnd.Ended, 1, TimeSpan.Zero, null), memoryLimit: null);

        Assert.All(record.Samples, s => Assert.True(s is { Round: 2, Launch: 2 }));
        Assert.Equal(new ReferenceTimes(5_000_000, 6_000_000), Assert.Single(record.Samples, s => s.Kind == SampleKind.Warm).Reference);
        Assert.Null(Assert.Single(record.Samples, s => s.Kind == SampleKind.Cold).Reference);
    }

    private static CaseRecord Record(ExecuteResult launch, LaunchVerdict verdict, long? memoryLimit) =>
        CaseRecorder.Record(Planned, 2, DateTimeOffset.UnixEpoch, new BenchmarkReport(verdict.End == LaunchEnd.Ended, null!, null!, null!, [launch], []), verdict, memoryLimit);

    private static ExecuteResult Launch(int exitCode, long? peak)
    {
        string[] report = peak is null ? [] : [new ChildReport
        {
            ColdNanoseconds = 30_000_000,
            PeakNativeBytes = peak,
            ReferenceBeforeNanoseconds = 5_000_000,
            ReferenceAfterNanoseconds = 6_000_000,
        }.Line()];
        string[] results = exitCode == 0 ? ["WorkloadActual  1: 1 op, 20000000.00 ns, 20.0000 ms/op", "WorkloadResult  1: 1 op, 20000000.00 ns, 20.0000 ms/op"] : [];
        return new ExecuteResult(true, exitCode, null, results, report, [], 1);
    }
}
