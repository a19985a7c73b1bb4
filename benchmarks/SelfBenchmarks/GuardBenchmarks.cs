using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Timing;
using CompileBench.Benchmarks.Child;
using CompileBench.Benchmarks.Suite.Running;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Results.Schema;

namespace Benchmarks;

/// <summary>
/// What guarding adds to a compile: a compile in a warm worker, request and answer included, against the same compile and its release in
/// this process, in turn. Promised is at most 1% of a compile of 20 ms and half a millisecond of a small one.
/// </summary>
[SimpleJob(RunStrategy.ColdStart, launchCount: 1, iterationCount: 1, invocationCount: 1)]
public class GuardBenchmarks
{
    /// <summary>The modules measured: one of about a millisecond, one of about twenty.</summary>
    public static readonly string[] Subjects = ["straight-line-i32@1200", "source-map"];

    private const string Settings = SettingNames.NoneSinglePass;
    private const int Pairs = 200;

    private readonly double[] _bare = new double[Pairs];
    private readonly double[] _guarded = new double[Pairs];
    private readonly double[] _inside = new double[Pairs];
    private OperationSession? _session;
    private IsolatedWorker? _worker;
    private OperationRequest? _compile;

    /// <summary>The module's name.</summary>
    [ParamsSource(nameof(Modules))]
    public string Module { get; set; } = "";

    /// <summary>The modules.</summary>
    public static IEnumerable<string> Modules => Subjects;

    /// <summary>Loads engine and module on both sides and compiles a few times: nothing here is about cold compiles.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _session = OperationSession.Start(MeasuredOperation.Compile, Module, Settings, OverheadBenchmarks.OwnEngineLabel);
        _worker = HostWorker.Start();
        _compile = HostWorker.Compile(Module, Settings);
        for (var i = 0; i < 30; i++)
        {
            _ = Bare();
            _ = Guarded();
        }
    }

    /// <summary>Compiles both ways in turn.</summary>
    [Benchmark]
    public void GuardedAgainstBare()
    {
        for (var i = 0; i < Pairs; i++)
        {
            if (i % 2 == 0)
            {
                _bare[i] = Bare();
                (_guarded[i], _inside[i]) = Guarded();
            }
            else
            {
                (_guarded[i], _inside[i]) = Guarded();
                _bare[i] = Bare();
            }
        }
    }

    /// <summary>Prints what was added.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        var bare = TimeEstimate.FromLaunches([_bare])!;
        var ratio = RatioEstimate.Between(TimeEstimate.FromLaunches([_guarded])!, bare);
        var inside = RatioEstimate.Between(TimeEstimate.FromLaunches([_inside])!, bare);
        var added = _guarded.Zip(_bare, (g, b) => g - b).Order().ToArray()[Pairs / 2];
        Console.WriteLine();
        Console.WriteLine($"// guarded over bare, {Module}: {ratio.Ratio:0.0000} ({ratio.Bounds?.Lower:0.0000} to {ratio.Bounds?.Upper:0.0000}), {added / 1e6:0.000} ms added to {bare.Centre / 1e6:0.000} ms; the compile itself in the worker over bare: {inside.Ratio:0.0000}; {Pairs} pairs");
        _worker!.Dispose();
        _session!.Dispose();
    }

    private double Bare()
    {
        var start = Stopwatch.GetTimestamp();
        _session!.Release(_session.RunBare());
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    private (double Whole, double Inside) Guarded()
    {
        var start = Stopwatch.GetTimestamp();
        var outcome = _worker!.Run(_compile!, OperationLimits.Default, CancellationToken.None);
        var whole = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        return outcome is Outcome.Completed ? (whole, outcome.Samples[0].Nanoseconds) : throw new InvalidOperationException(outcome.Message);
    }
}
