using System.Globalization;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using CompileBench.Benchmarks.Child;
using CompileBench.Benchmarks.Contract;
using CompileBench.Benchmarks.SelfBenchmarks;
using CompileBench.Engines.Operations;
using CompileBench.Modules.Workloads;
using CompileBench.Results.Schema;

namespace Benchmarks;

/// <summary>
/// What the suite adds to an execution: its own operation against a bare loop over the native call, alternating in one process with one library.
/// The workload makes thousands of short calls, so that what a call from .NET costs counts as much as it ever does. Prints the ratio of the medians
/// with its 95% bounds.
/// </summary>
[SimpleJob(RunStrategy.ColdStart, launchCount: 3, iterationCount: 1, invocationCount: 1)]
public class RunTimeOverheadBenchmarks
{
    /// <summary>The modules measured.</summary>
    public static readonly string[] Subjects = ["sha256-as"];

    private const int Pairs = 60;

    private OperationSession? _session;
    private BareDigest? _bare;
    private PairedTimes? _times;
    private (int From, int To, int Repeat) _workload;

    /// <summary>The module's name.</summary>
    [ParamsSource(nameof(Modules))]
    public string Module { get; set; } = "";

    /// <summary>The modules.</summary>
    public static IEnumerable<string> Modules => Subjects;

    /// <summary>Loads engine and module, executes the workload once, and checks the bare loop by a digest that .NET computes.</summary>
    /// <exception cref="InvalidOperationException">The bare loop computes another digest.</exception>
    [GlobalSetup]
    public void Setup()
    {
        _session = OperationSession.Start(MeasuredOperation.Execute, Module, SettingNames.SpeedBacktracking, OverheadBenchmarks.OwnEngineLabel);
        var plan = PlanFile.FromEnvironment();
        var module = plan.Module(Module);
        var bytes = module.ReadBytes();
        var parameters = ModuleWorkloads.Find(module.WorkloadPath, module.Path, bytes)!.Parameters;
        int Number(string name) => int.Parse(parameters[name], CultureInfo.InvariantCulture);
        _workload = (Number("inputAddress"), Number("outputAddress"), Number("repeat"));
        _bare = BareDigest.Compile(plan.Engine(OverheadBenchmarks.OwnEngineLabel).LibraryPath, bytes);
        _bare.Run(_workload.From, _workload.To, 1, out var digest);
        if (!SHA256.HashData(new byte[BareDigest.InputBytes]).AsSpan().SequenceEqual(digest))
        {
            throw new InvalidOperationException($"the bare loop over {Module} computes another digest than .NET does: it does not do the same work");
        }
    }

    /// <summary>Executes both ways in turn.</summary>
    [Benchmark]
    public void SuiteAgainstBare() => _times = PairedTimes.Measure(Pairs, () => _bare!.Run(_workload.From, _workload.To, _workload.Repeat, out _), Suite);

    /// <summary>Prints the ratio.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _times!.Print($"execute {Module}, {_workload.Repeat} calls");
        _bare!.Dispose();
        _session!.Dispose();
    }

    // The time that the suite records: that of the workload alone.
    private double Suite()
    {
        _ = _session!.RunOnce();
        var time = _session.OwnWallNanoseconds!.Value;
        _session.EndIteration();
        return time;
    }
}
