using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;

namespace CompileBench.Benchmarks.SelfBenchmarks;

/// <summary>Runs a benchmark once in each of three fresh processes, as a command line does.</summary>
internal sealed class FreshProcessConfig : ManualConfig
{
    private const int Launches = 3;

    // A loaded machine takes longer to build than BenchmarkDotNet waits by itself.
    public FreshProcessConfig() => WithBuildTimeout(TimeSpan.FromMinutes(10))
        .AddJob(Job.Default.WithStrategy(RunStrategy.ColdStart).WithLaunchCount(Launches).WithIterationCount(1).WithInvocationCount(1).WithUnrollFactor(1));
}
