using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using CompileBench.Benchmarks.Suite.Running;
using CompileBench.Engines.Isolation;
using CompileBench.Results.Schema;

namespace Benchmarks;

/// <summary>
/// How quickly a worker is there and gone. Promised: a warm worker starts the next compile within 1 ms, a fresh one within 150 ms, and a
/// runaway is dead less than 200 ms past its deadline.
/// </summary>
[SimpleJob(RunStrategy.ColdStart, launchCount: 1, iterationCount: 1, invocationCount: 1)]
public class GuardLatencyBenchmarks
{
    /// <summary>A module that compiles in no time, and one that takes many seconds.</summary>
    public static readonly string[] Subjects = ["straight-line-i32@10", "nested-loops-locals@4000"];

    private const string Settings = SettingNames.SpeedBacktracking;

    // Far less than the large module needs, far more than a worker needs to have begun with it.
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(300);

    private readonly List<string> _lines = [];

    /// <summary>From the call to the answer in a worker that has compiled before, without the compile: request, start and answer together.</summary>
    [Benchmark]
    public void WarmWorker()
    {
        using var worker = HostWorker.Start();
        var compile = HostWorker.Compile(Subjects[0], Settings);
        for (var i = 0; i < 50; i++)
        {
            _ = Beside(worker, compile);
        }

        Note("a warm worker, all but the compile", Repeat(500, () => Beside(worker, compile)));
    }

    /// <summary>From starting the process to its answer, without the compile.</summary>
    [Benchmark]
    public void FreshWorker()
    {
        var compile = HostWorker.Compile(Subjects[0], Settings);
        Note("a fresh worker, all but the compile", Repeat(20, () =>
        {
            var start = Stopwatch.GetTimestamp();
            using var worker = HostWorker.Start();
            var outcome = worker.Run(compile, OperationLimits.Default, CancellationToken.None);
            return Without(start, outcome);
        }));
    }

    /// <summary>From the deadline to the moment at which the process is gone.</summary>
    [Benchmark]
    public void KilledRunaway()
    {
        var compile = HostWorker.Compile(Subjects[1], Settings);
        Note($"a runaway past its deadline of {Deadline.TotalMilliseconds:0} ms", Repeat(10, () =>
        {
            using var worker = HostWorker.Start();
            _ = worker.Run(HostWorker.Compile(Subjects[0], Settings), OperationLimits.Default, CancellationToken.None);
            var start = Stopwatch.GetTimestamp();
            var outcome = worker.Run(compile, new OperationLimits(Deadline, null), CancellationToken.None);
            var time = Stopwatch.GetElapsedTime(start) - Deadline;
            return outcome is Outcome.TimedOut ? time.TotalMilliseconds : throw new InvalidOperationException(outcome.ToString());
        }));
    }

    /// <summary>Prints the figures.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        Console.WriteLine();
        _lines.ForEach(Console.WriteLine);
    }

    private static double Beside(IsolatedWorker worker, OperationRequest compile)
    {
        var start = Stopwatch.GetTimestamp();
        return Without(start, worker.Run(compile, OperationLimits.Default, CancellationToken.None));
    }

    private static double Without(long start, Outcome outcome) =>
        outcome is Outcome.Completed
            ? Stopwatch.GetElapsedTime(start).TotalMilliseconds - (outcome.Samples[0].Nanoseconds / 1e6)
            : throw new InvalidOperationException(outcome.Message);

    private static double[] Repeat(int times, Func<double> measure) => [.. Enumerable.Range(0, times).Select(_ => measure()).Order()];

    private void Note(string what, double[] milliseconds) => _lines.Add(string.Create(
        CultureInfo.InvariantCulture,
        $"// {what}: median {milliseconds[milliseconds.Length / 2]:0.00} ms, 95th percentile {milliseconds[(int)(milliseconds.Length * 0.95)]:0.00} ms, longest {milliseconds[^1]:0.00} ms, {milliseconds.Length} times"));
}
