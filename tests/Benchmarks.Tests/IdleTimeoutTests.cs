using BenchmarkDotNet.Jobs;
using CompileBench.Benchmarks.Suite.Running;
using Perfolizer.Horology;
using Xunit;

namespace CompileBench.Benchmarks.Tests;

public class IdleTimeoutTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    [Fact]
    public void ForJob_ManyIterations_IsForOneOfThem() =>
        Assert.Equal(ForJob(new Job().WithInvocationCount(4).WithIterationCount(5)), ForJob(new Job().WithInvocationCount(4).WithIterationCount(150)));

    [Fact]
    public void ForJob_ManyInvocations_AllowsForAllOfThem() =>
        Assert.True(ForJob(new Job().WithInvocationCount(1000)) > TimeSpan.FromSeconds(1000));

    [Fact]
    public void ForJob_AJobThatCountsItself_AllowsForItsIterationTime() =>
        Assert.True(ForJob(new Job().WithIterationTime(TimeInterval.FromSeconds(100))) > TimeSpan.FromSeconds(100));

    private static TimeSpan ForJob(Job job) => IdleTimeout.ForJob(job, TimeSpan.FromSeconds(1), Timeout);
}
