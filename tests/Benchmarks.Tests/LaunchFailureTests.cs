using BenchmarkDotNet.Toolchains.Results;
using CompileBench.Benchmarks.Suite.Running;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Benchmarks.Tests;

public class LaunchFailureTests
{
    [Theory]
    [InlineData(255, "System.NullReferenceException: Object reference not set to an instance of an object.", OutcomeKind.ToolFailed)]
    [InlineData(134, "Unhandled exception. System.IO.DirectoryNotFoundException: Could not find a part of the path", OutcomeKind.ToolFailed)]
    [InlineData(147, "", OutcomeKind.ToolFailed)]
    [InlineData(255, " ---> Wasmtime.WasmtimeException: unsupported", OutcomeKind.Crashed)]
    public void Judge_AFailedLaunch_IsTheEnginesOnlyWhereTheEngineFailed(int exitCode, string line, OutcomeKind expected) =>
        Assert.Equal(expected, LaunchFailure.Judge(Launch(exitCode, line)).Outcome);

    [Fact]
    public void Judge_NativeCodeAborts_IsTheEngines()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals");

        Assert.Equal(OutcomeKind.Crashed, LaunchFailure.Judge(Launch(134, "thread 'main' panicked at cranelift")).Outcome);
    }

    [Fact]
    public void Judge_NoLaunch_IsOurs() => Assert.Equal(OutcomeKind.ToolFailed, LaunchFailure.Judge(null).Outcome);

    private static ExecuteResult Launch(int exitCode, string line) => new(true, exitCode, null, [], [], line.Length == 0 ? [] : [line], 1);
}
