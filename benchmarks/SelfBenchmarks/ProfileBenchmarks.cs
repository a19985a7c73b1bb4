using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Timing;
using CompileBench.Benchmarks.Contract;
using CompileBench.Benchmarks.Suite.Output;
using CompileBench.Benchmarks.Suite.Running;
using CompileBench.Engines.Native;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Settings;
using CompileBench.Modules.Profiling;
using CompileBench.Modules.Profiling.Reference;
using Perfolizer.Horology;

namespace Benchmarks;

/// <summary>
/// How fast a module is profiled, compared with the least that an engine does with it: Wasmtime's validation, which also reads every byte once
/// and keeps nothing. Both run on one thread. Allocated bytes are those of .NET; memory that the engine allocates is not included.
/// </summary>
[Config(typeof(Configuration))]
public class ProfileBenchmarks : IDisposable
{
    /// <summary>The modules: real ones over 400 KB, compiled from C, from C++ with the libraries of a runtime, from Rust and from Go.</summary>
    public static readonly string[] Subjects = ["sqlite", "quickjs", "dotnet-runtime-10", "resvg", "esbuild"];

    // A profile takes milliseconds, so after this time the runtime has compiled the profiler with full optimization and without counters.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private const int Pairs = 60;

    private ConfiguredEngine? _compiler;
    private byte[] _module = [];

    /// <summary>The module's name.</summary>
    [ParamsSource(nameof(Modules))]
    public string Module { get; set; } = "";

    /// <summary>The modules.</summary>
    public static IEnumerable<string> Modules => Subjects;

    /// <summary>Loads the engine and the module, and compares the profiler with its reference on the module before anything is timed.</summary>
    /// <exception cref="InvalidOperationException">The profiler disagrees with the reference.</exception>
    [GlobalSetup]
    public void Setup()
    {
        var plan = PlanFile.FromEnvironment();
        _module = plan.Module(Module).ReadBytes();
        _compiler = new ConfiguredEngine(WasmtimeLibrary.Load(plan.Engine(OverheadBenchmarks.OwnEngineLabel).LibraryPath), CompilerSettings.Baseline);
        if (ReferenceComparison.FindDifference(_module) is { } difference)
        {
            throw new InvalidOperationException($"the profile of {Module} is wrong: {difference}");
        }

        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Settling)
        {
            _ = Profiler();
        }
    }

    /// <summary>One call of <c>wasmtime_module_validate</c>.</summary>
    // Not named after what it does: the filter '*Validate*' is for the suite's own benchmark of that name.
    [Benchmark(Baseline = true, Description = "wasmtime_module_validate")]
    public string? Engine() =>
        _compiler!.Validate(_module) is { } rejection ? throw new InvalidOperationException(rejection) : null;

    /// <summary>One profile: every metric, and the ten largest functions with their names.</summary>
    [Benchmark(Description = "ModuleProfiler.Profile")]
    public ModuleProfile Profiler() => ModuleProfiler.Profile(_module);

    /// <summary>Calls both in turn and prints how many times the engine's throughput the profiler has, with 95% bounds.</summary>
    // The table's rows are measured one after the other; on a machine that others use too, only neighbours in time can be compared.
    [GlobalCleanup(Target = nameof(Profiler))]
    public void Compare()
    {
        var engine = new double[Pairs];
        var profiler = new double[Pairs];
        for (var i = 0; i < Pairs; i++)
        {
            engine[i] = Time(() => Engine());
            profiler[i] = Time(Profiler);
        }

        var ratio = RatioEstimate.Between(TimeEstimate.FromLaunches([engine])!, TimeEstimate.FromLaunches([profiler])!);
        Console.WriteLine();
        Console.WriteLine(ThroughputRatioColumn.Line(ratio!));
        Dispose();
    }

    private static double Time(Func<object?> operation)
    {
        var start = Stopwatch.GetTimestamp();
        _ = operation();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    /// <summary>Frees the engine.</summary>
    [GlobalCleanup(Target = nameof(Engine))]
    public void Dispose()
    {
        _compiler?.Dispose();
        GC.SuppressFinalize(this);
    }

    private sealed class Configuration : ManualConfig
    {
        // Half a minute a module: enough for a mean that repeats to a few per cent.
        private const int Warmups = 6;
        private const int Iterations = 20;

        public Configuration()
        {
            AddJob(Job.Default
                .WithIterationTime(TimeInterval.FromMilliseconds(250))
                .WithWarmupCount(Warmups)
                .WithIterationCount(Iterations)
                .WithArguments(BenchmarkSession.BuildArguments));
            AddDiagnoser(MemoryDiagnoser.Default);
            AddColumn(new ThroughputColumn(), new ThroughputRatioColumn());
        }
    }
}
