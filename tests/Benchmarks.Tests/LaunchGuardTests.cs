using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains;
using BenchmarkDotNet.Toolchains.Parameters;
using BenchmarkDotNet.Toolchains.Results;
using CompileBench.Benchmarks.Suite.Running;
using CompileBench.Engines.Isolation;
using Xunit;

namespace CompileBench.Benchmarks.Tests;

public class LaunchGuardTests
{
    // A process that says something every 20 ms must not be stopped, even where other work keeps this test from running for seconds.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);

    [Fact]
    public void Execute_ProcessThatGoesOnAndOn_IsLeftAlone()
    {
        var verdict = Run(Long, logger =>
        {
            for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < 1.25 * Long; Thread.Sleep(20))
            {
                logger.WriteLine(LogKind.Default, "WorkloadActual  1: 1 op, 20000000.00 ns, 20.0000 ms/op");
            }
        });

        Assert.Equal(LaunchEnd.Ended, verdict.End);
    }

    [Fact]
    public void Execute_ProcessThatFallsSilent_IsStopped()
    {
        var verdict = Run(Short, logger =>
        {
            logger.WriteLine(LogKind.Default, "// BeforeActualRun");
            Thread.Sleep(5 * Short);
        });

        Assert.Equal(LaunchEnd.PassedDeadline, verdict.End);
        Assert.Equal(3, verdict.Launch);
        Assert.True(verdict.Silence >= Short, $"{verdict.Silence}");
    }

    private static LaunchVerdict Run(TimeSpan idleTimeout, Action<ILogger> life)
    {
        var benchmark = BenchmarkConverter.TypeToBenchmarks(typeof(AnyBenchmark)).BenchmarksCases[0];
        var guard = new LaunchGuard(new OneProcess(life), _ => idleTimeout, memoryLimit: null);
        _ = guard.Execute(new ExecuteParameters(null!, benchmark, default, NullLogger.Instance, EngineResolver.Instance, 3, null!));
        return guard.VerdictOn(benchmark)!;
    }

    public class AnyBenchmark
    {
        private int _count;

        [Benchmark]
        public int Count() => _count++;
    }

    // A process that waits for its input, and beside it the lines that BenchmarkDotNet would read from it.
    private sealed class OneProcess(Action<ILogger> life) : IExecutor
    {
        public ExecuteResult Execute(ExecuteParameters parameters)
        {
            using var process = Process.Start(WorkerExecutable.StartInfo([]))!;
            parameters.Diagnoser.Handle(HostSignal.AfterProcessStart, new DiagnoserActionParameters(process, parameters.BenchmarkCase, default));
            life(parameters.Logger);
            if (!process.HasExited)
            {
                process.Kill();
            }

            return new ExecuteResult(true, 0, null, [], [], [], parameters.LaunchIndex);
        }
    }
}
