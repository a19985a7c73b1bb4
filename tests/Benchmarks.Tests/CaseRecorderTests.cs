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
    public void Record_SecondLaunchHangs_ItsSilenceIsTheLowerBound()
    {
        var verdict = new LaunchVerdict(LaunchEnd.PassedDeadline, 2, TimeSpan.FromSeconds(90), null);

        var record = Record(Launch(1, 0, peak: 1_000_000), Launch(2, 137, peak: null), verdict, memoryLimit: null);

        Assert.Equal(OutcomeKind.TimedOut, record.Outcome);
        Assert.Equal(new CompileTimeSample(2, 0, SampleKind.Cold, 1, 90_000_000_000, null), record.Samples[^1]);
        Assert.Equal(90e9, NotCompiledCase.FromRecord(record).AtLeastNanoseconds);
        Assert.Contains(record.Samples, s => s is { Launch: 1, Kind: SampleKind.Warm, Nanoseconds: 20_000_000 });
    }

    [Theory]
    [InlineData(1_000_000, OutcomeKind.Completed, 950_000)]
    [InlineData(999_999, OutcomeKind.OutOfMemory, 1_000_000)]
    public void Record_PeakThatNobodySaw_IsHeldAgainstTheLimit(long limit, OutcomeKind expected, long peak)
    {
        var verdict = new LaunchVerdict(LaunchEnd.Ended, 2, TimeSpan.Zero, null);

        var record = Record(Launch(1, 0, peak: 900_000), Launch(2, 0, peak: 1_000_000), verdict, limit);

        Assert.Equal(expected, record.Outcome);
        Assert.Equal(peak, record.PeakNativeBytes);
    }

    private static CaseRecord Record(ExecuteResult first, ExecuteResult second, LaunchVerdict verdict, long? memoryLimit) =>
        CaseRecorder.Record(Planned, DateTimeOffset.UnixEpoch, new BenchmarkReport(verdict.End == LaunchEnd.Ended, null!, null!, null!, [first, second], []), verdict, memoryLimit);

    private static ExecuteResult Launch(int launch, int exitCode, long? peak)
    {
        string[] report = peak is null ? [] : [new ChildReport { ColdNanoseconds = 30_000_000, PeakNativeBytes = peak }.Line()];
        string[] results = exitCode == 0 ? ["WorkloadActual  1: 1 op, 20000000.00 ns, 20.0000 ms/op", "WorkloadResult  1: 1 op, 20000000.00 ns, 20.0000 ms/op"] : [];
        return new ExecuteResult(true, exitCode, null, results, report, [], launch);
    }
}
