using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Modules;
using CompileBench.Modules.Generation.Patterns;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Hunting;

/// <summary>Measures what modules cost, one at a time, in a worker of its own per engine. Each lane of a hunt has one.</summary>
internal sealed class CostMeter : IDisposable
{
    // Below this share of an empty module's cost a difference is noise, and the ratio of two such costs would pass for growth.
    private const double LeastShare = 0.5;
    private const int FloorSamples = 15;

    // A machine that for a while gives a worker no processor costs a hunt one candidate; a tool that does not work ends it.
    private const int MostFailures = 4;

    private static readonly Pattern Empty = new() { Repetition = Repetition.Sequence };

    private readonly HuntMetric _metric;
    private readonly OperationLimits _limits;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("compilebench-hunt");
    private readonly WorkerSlot _engine;
    private readonly WorkerSlot? _baseline;
    private readonly Dictionary<(string Settings, bool OfBaseline), double> _floors = [];
    private int _failures;

    public CostMeter(HuntRequest request)
    {
        (_metric, _limits) = (request.Metric, request.Limits);
        _engine = Slot(request.Engine);
        _baseline = request.Baseline is { } baseline ? Slot(baseline) : null;

        WorkerSlot Slot(EngineBuild engine) => new(engine.LibraryPath, request.Limits.CeilingBytes, libraryPagesLoaded: request.Metric == HuntMetric.Memory);
    }

    /// <summary>The cost that it measures.</summary>
    public HuntMetric Metric => _metric;

    /// <summary>Compiles that were run.</summary>
    public long Compiles { get; private set; }

    /// <summary>Wall time of the samples that have a CPU time, in nanoseconds.</summary>
    public double WallNanoseconds { get; private set; }

    /// <summary>CPU time of the same samples, in nanoseconds. It is less than their wall time where other work had the processor.</summary>
    public double CpuNanoseconds { get; private set; }

    /// <summary>Measures a module: the least of several warm compiles, the only value of the other metrics.</summary>
    /// <exception cref="OperationCanceledException">The hunt was asked to stop; the worker has been killed.</exception>
    /// <exception cref="ToolFailedException">This tool failed several times in a row. After a single failure nothing is known of the module.</exception>
    public CostReading Read(byte[] module, string settings, int samples, CancellationToken cancellation)
    {
        var file = Path.Combine(_folder.FullName, "candidate.wasm");
        File.WriteAllBytes(file, module);
        var digest = ModuleDigest.Compute(module).ToString();
        var (outcome, cost) = Measure(_engine, false, file, digest, settings, samples, cancellation);
        if (_baseline is null || cost is null)
        {
            return new CostReading(outcome, cost, null);
        }

        var (other, baseline) = Measure(_baseline, true, file, digest, settings, samples, cancellation);
        return new CostReading(baseline is null ? other : outcome, cost, baseline);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _engine.Dispose();
        _baseline?.Dispose();
        _folder.Delete(recursive: true);
    }

    private (Outcome Outcome, double? Cost) Measure(WorkerSlot slot, bool ofBaseline, string file, string digest, string settings, int samples, CancellationToken cancellation)
    {
        var floor = Floor(slot, ofBaseline, settings, cancellation);
        var (outcome, cost) = Compile(slot, file, digest, settings, samples, cancellation);
        return (outcome, cost is { } value ? Math.Max(value - floor, floor * LeastShare) : null);
    }

    // What an empty module costs: it would hide the growth of small ones.
    private double Floor(WorkerSlot slot, bool ofBaseline, string settings, CancellationToken cancellation)
    {
        if (!_floors.TryGetValue((settings, ofBaseline), out var floor))
        {
            var module = Empty.Generate(1);
            var file = Path.Combine(_folder.FullName, "empty.wasm");
            File.WriteAllBytes(file, module);
            if (Compile(slot, file, ModuleDigest.Compute(module).ToString(), settings, FloorSamples, cancellation).Cost is not { } cost)
            {
                return 0;
            }

            floor = cost;
            _floors.Add((settings, ofBaseline), floor);
        }

        return floor;
    }

    private (Outcome Outcome, double? Cost) Compile(WorkerSlot slot, string file, string digest, string settings, int samples, CancellationToken cancellation)
    {
        var worker = _metric == HuntMetric.Memory ? slot.TakeFresh() : slot.Take();
        var request = new OperationRequest(MeasuredOperation.Compile, settings, file, digest, _metric == HuntMetric.Time ? samples : 1, Summarize: _metric == HuntMetric.Code);
        var outcome = worker.Run(request, _limits, cancellation);
        _failures = outcome is Outcome.ToolFailed ? _failures + 1 : 0;
        if (_failures == MostFailures)
        {
            outcome.ThrowIfToolFailed();
        }

        Compiles += request.Samples;
        foreach (var sample in outcome.Samples.Where(s => s.CpuNanoseconds is not null))
        {
            WallNanoseconds += sample.Nanoseconds;
            CpuNanoseconds += sample.CpuNanoseconds!.Value;
        }

        return (outcome, outcome is Outcome.Completed completed ? CostOf(completed) : null);
    }

    private double? CostOf(Outcome.Completed completed) => _metric switch
    {
        HuntMetric.Memory => completed.PeakAnonymous?.Lower ?? completed.PeakNativeBytes,
        HuntMetric.Code => completed.Artifact?.CodeBytes,
        _ => completed.Samples.Where((s, i) => s.Kind == SampleKind.Warm || i == completed.Samples.Count - 1).Min(s => s.CpuNanosecondsPerOperation ?? s.NanosecondsPerOperation),
    };
}
