using BenchmarkDotNet.Jobs;
using CompileBench.Benchmarks.Suite.Running;
using Perfolizer.Horology;
using Xunit;

namespace CompileBench.Benchmarks.Tests;

public class LaunchPatienceTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    [Fact]
    public void Of_ManyIterations_IsForOneOfThem() =>
        Assert.Equal(Of(new Job().WithInvocationCount(4).WithIterationCount(5)), Of(new Job().WithInvocationCount(4).WithIterationCount(150)));

    [Fact]
    public void Of_ManyInvocations_AllowsForAllOfThem() =>
        Assert.True(Of(new Job().WithInvocationCount(1000)) > TimeSpan.FromSeconds(1000));

    [Fact]
    public void Of_AJobThatCountsItself_AllowsForItsIterationTime() =>
        Assert.True(Of(new Job().WithIterationTime(TimeInterval.FromSeconds(100))) > TimeSpan.FromSeconds(100));

    private static TimeSpan Of(Job job) => IdleTimeout.Of(job, TimeSpan.FromSeconds(1), Timeout);
}
