using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using CompileBench.Benchmarks.Child;
using CompileBench.Benchmarks.SelfBenchmarks;
using CompileBench.Engines.Operations;
using CompileBench.Results.Schema;

namespace Benchmarks;

/// <summary>
/// What the suite adds to a compile: its own measured operation against a bare call of the native compile function, alternating in one
/// process with one library, so that drift reaches both alike. Prints the ratio of the medians with its 95% bounds.
/// </summary>
[SimpleJob(RunStrategy.ColdStart, launchCount: 3, iterationCount: 1, invocationCount: 1)]
public class OverheadBenchmarks
{
    /// <summary>The modules measured: one of about a millisecond, one of about ten, one of about twenty.</summary>
    public static readonly string[] Subjects = ["straight-line-i32@1200", "argon2", "source-map"];

    private const int Pairs = 200;

    private OperationSession? _session;
    private PairedTimes? _times;

    /// <summary>The module's name.</summary>
    [ParamsSource(nameof(Modules))]
    public string Module { get; set; } = "";

    /// <summary>The modules.</summary>
    public static IEnumerable<string> Modules => Subjects;

    /// <summary>Loads engine and module and compiles once, cold.</summary>
    [GlobalSetup]
    public void Setup() => _session = OperationSession.Start(MeasuredOperation.Compile, Module, SettingNames.NoneSinglePass, OwnEngineLabel);

    /// <summary>The label the host gives the package's engine.</summary>
    public const string OwnEngineLabel = "package";

    /// <summary>Compiles both ways in turn.</summary>
    [Benchmark]
    public void SuiteAgainstBare() => _times = PairedTimes.Measure(Pairs, Bare, Suite);

    /// <summary>Prints the ratio.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _times!.Print($"compile {Module}");
        _session!.Dispose();
    }

    private double Suite()
    {
        var start = Stopwatch.GetTimestamp();
        _ = _session!.RunOnce();
        var time = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        _session.EndIteration();
        return time;
    }

    private double Bare()
    {
        var start = Stopwatch.GetTimestamp();
        var module = _session!.RunBare();
        var time = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        _session.Release(module);
        return time;
    }
}
