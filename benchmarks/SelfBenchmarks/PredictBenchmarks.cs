using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using CompileBench.Analysis.Prediction;
using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Timing;
using CompileBench.Benchmarks.Child;
using CompileBench.Benchmarks.Contract;
using CompileBench.Engines.Operations;
using CompileBench.Measuring.Runs;
using CompileBench.Modules.Profiling;
using CompileBench.Results.Schema;
using CompileBench.Results.Schema.Models;
using CompileBench.Results.Storage;

namespace Benchmarks;

/// <summary>
/// What predicting a module costs, compared with profiling it and with compiling it under the slowest and the fastest compiler, in one
/// process: profiles and predictions in turn, compiles after them. The goals are at most 1.2 times a profile, 1% of a compile under <c>speed-backtracking</c> and 10% of one under <c>winch</c>.
/// </summary>
[SimpleJob(RunStrategy.ColdStart, launchCount: 1, iterationCount: 1, invocationCount: 1)]
public class PredictBenchmarks
{
    /// <summary>The modules: compiled from C, from C++, from Rust and from AssemblyScript.</summary>
    public static readonly string[] Subjects = ["sqlite", "quickjs", "resvg", "sha256-as"];

    /// <summary>The environment variable in which the host tells its processes where the engine's model is.</summary>
    internal const string ModelVariable = "COMPILEBENCH_SELF_MODEL";

    // After this time the runtime has compiled the profiler with full optimization and without counters.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private const int Pairs = 60;
    private const int Compiles = 5;

    private readonly List<double> _profiles = [];
    private readonly List<double> _predictions = [];
    private readonly Dictionary<string, List<double>> _compiles = [];
    private CostModel? _model;
    private byte[] _module = [];

    /// <summary>The module's name.</summary>
    [ParamsSource(nameof(Modules))]
    public string Module { get; set; } = "";

    /// <summary>The modules.</summary>
    public static IEnumerable<string> Modules => Subjects;

    /// <summary>The published model of an engine.</summary>
    internal static string ModelFor(string engine) => Path.Combine(RepositoryPlaces.Root, "results", "models", engine + ".json");

    /// <summary>Loads the model and the module, and predicts until the runtime has optimized.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var path = Environment.GetEnvironmentVariable(ModelVariable) ?? throw new InvalidOperationException($"{ModelVariable} does not name a model");
        _model = CostModel.FromDocument(ModelsJson.ReadModel(RegularFile.ReadAllBytes(path, FileLimits.Model)));
        _module = PlanFile.FromEnvironment().Module(Module).ReadBytes();
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Settling;)
        {
            _ = Profile();
            _ = Predict();
        }
    }

    /// <summary>Profiles and predicts in turn, then compiles under each setting.</summary>
    [Benchmark]
    public void MeasureAll()
    {
        for (var i = 0; i < Pairs; i++)
        {
            _profiles.Add(Profile());
            _predictions.Add(Predict());
        }

        foreach (var settings in (string[])[SettingNames.SpeedBacktracking, SettingNames.Winch])
        {
            using var session = OperationSession.Start(MeasuredOperation.Compile, Module, settings, OverheadBenchmarks.OwnEngineLabel);
            _compiles[settings] = [.. Enumerable.Range(0, Compiles).Select(_ => Compile(session))];
        }
    }

    /// <summary>Prints the ratios.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        var prediction = TimeEstimate.FromLaunches([_predictions])!;
        Console.WriteLine();
        Print("a profile", _profiles, 1, "0.000x");
        foreach (var (settings, times) in _compiles)
        {
            Print($"a compile under {settings}", times, 100, "0.00'%'");
        }

        void Print(string what, List<double> times, double scale, string format)
        {
            var ratio = RatioEstimate.Between(prediction, TimeEstimate.FromLaunches([times])!);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"// a prediction of {Module} over {what}: {(ratio.Ratio * scale).ToString(format, CultureInfo.InvariantCulture)} ({ratio.Bounds?.Lower * scale:0.00} to {ratio.Bounds?.Upper * scale:0.00}), {prediction.Centre / 1e6:0.000} ms"));
        }
    }

    private double Profile() => Time(() => ModuleProfiler.Profile(_module));

    private double Predict() => Time(() => _model!.Predict(_module, [SettingNames.SpeedBacktracking]));

    private static double Compile(OperationSession session)
    {
        var start = Stopwatch.GetTimestamp();
        var module = session.RunBare();
        var time = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        session.Release(module);
        return time;
    }

    private static double Time(Func<object?> operation)
    {
        var start = Stopwatch.GetTimestamp();
        _ = operation();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }
}
