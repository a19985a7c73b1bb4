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

    private static readonly byte[] Empty = new Pattern { Repetition = Repetition.Sequence }.Generate(1);

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

    /// <summary>Wall time of the samples that have a CPU time, in nanoseconds.</summary>
    public double WallNanoseconds { get; private set; }

    /// <summary>CPU time of the same samples, in nanoseconds. It is less than their wall time where other work had the processor.</summary>
    public double CpuNanoseconds { get; private set; }

    /// <summary>Measures a module: the least of several warm compiles, the only value of the other metrics.</summary>
    /// <exception cref="OperationCanceledException">The hunt was asked to stop; the worker has been killed.</exception>
    /// <exception cref="ToolFailedException">This tool failed several times in a row. After a single failure nothing is known of the module.</exception>
    public CostReading Read(byte[] module, string settings, int samples, CancellationToken cancellation) => ReadAll([new Compile(module, settings, samples)], cancellation)[0];

    /// <summary>
    /// Measures modules one after another. Compiles of a few milliseconds are sent together, because waiting for each of them would take as long as they do; the
    /// first of them run while the others are still enumerated.
    /// </summary>
    /// <returns>One reading for each.</returns>
    /// <exception cref="OperationCanceledException">The hunt was asked to stop; the worker has been killed.</exception>
    /// <exception cref="ToolFailedException">This tool failed several times in a row. After a single failure nothing is known of a module.</exception>
    public IReadOnlyList<CostReading> ReadAll(IEnumerable<Compile> compiles, CancellationToken cancellation)
    {
        var requests = new List<OperationRequest>();
        var own = RunAll(_engine, compiles.Select(c => Keep(c, requests)), cancellation);
        var others = _baseline is null ? null : RunAll(_baseline, requests.Where((_, i) => own[i] is Outcome.Completed), cancellation);
        var readings = new CostReading[own.Count];
        for (var (i, completed) = (0, 0); i < own.Count; i++)
        {
            var other = others is not null && own[i] is Outcome.Completed ? others[completed++] : null;
            var cost = CostOf(own[i], _engine, requests[i].Settings, cancellation);
            var baseline = other is null ? null : CostOf(other, _baseline!, requests[i].Settings, cancellation);
            readings[i] = new CostReading(other is not null && baseline is null ? other : own[i], cost, baseline);
        }

        return readings;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _engine.Dispose();
        _baseline?.Dispose();
        _folder.Delete(recursive: true);
    }

    private OperationRequest Keep(Compile compile, List<OperationRequest> requests)
    {
        var request = Request(Path.Combine(_folder.FullName, $"candidate-{requests.Count}.wasm"), compile);
        requests.Add(request);
        return request;
    }

    private List<Outcome> RunAll(WorkerSlot slot, IEnumerable<OperationRequest> requests, CancellationToken cancellation)
    {
        var outcomes = new List<Outcome>();
        if (_metric == HuntMetric.Memory)
        {
            outcomes.AddRange(requests.Select(r => Note(slot.TakeFresh().Run(r, _limits, cancellation))));
            return outcomes;
        }

        for (var pending = requests; ;)
        {
            var sent = new List<OperationRequest>();
            var ended = Ready(slot, cancellation).RunSeries(pending.Select(r => Sent(r, sent)), _limits, cancellation);
            outcomes.AddRange(ended.TakeWhile(o => o is not null).Select(o => Note(o!)));
            var next = ended.TakeWhile(o => o is not null).Count();
            if (next == ended.Count)
            {
                return outcomes;
            }

            if (next == 0 || slot.IsAlive)
            {
                outcomes.Add(Note(new Outcome.ToolFailed("the system stopped the worker, or gave it no processor")));
                next++;
            }

            // A compile that ended its worker is followed by the others in a new one.
            pending = sent[next..];
        }
    }

    // A worker that has compiled before: its first compile would be a cold one.
    private IsolatedWorker Ready(WorkerSlot slot, CancellationToken cancellation)
    {
        if (slot.Take().IsFresh)
        {
            _ = slot.Take().Run(EmptyModule(SettingNames.NoneSinglePass, 1), _limits, cancellation);
        }

        return slot.Take();
    }

    private static OperationRequest Sent(OperationRequest request, List<OperationRequest> sent)
    {
        sent.Add(request);
        return request;
    }

    private Outcome Note(Outcome outcome)
    {
        _failures = outcome is Outcome.ToolFailed ? _failures + 1 : 0;
        if (_failures == MostFailures)
        {
            outcome.ThrowIfToolFailed();
        }

        foreach (var sample in outcome.Samples.Where(s => s.CpuNanoseconds is not null))
        {
            WallNanoseconds += sample.Nanoseconds;
            CpuNanoseconds += sample.CpuNanoseconds!.Value;
        }

        return outcome;
    }

    private double? CostOf(Outcome outcome, WorkerSlot slot, string settings, CancellationToken cancellation)
    {
        if (outcome is not Outcome.Completed completed || ValueOf(completed) is not { } cost)
        {
            return null;
        }

        var floor = Floor(slot, settings, cancellation);
        return Math.Max(cost - floor, floor * LeastShare);
    }

    // What an empty module costs: it would hide the growth of small ones.
    private double Floor(WorkerSlot slot, string settings, CancellationToken cancellation)
    {
        if (!_floors.TryGetValue((settings, slot == _baseline), out var floor))
        {
            var outcome = RunAll(slot, [EmptyModule(settings, FloorSamples)], cancellation)[0];
            if (outcome is not Outcome.Completed completed || ValueOf(completed) is not { } cost)
            {
                return 0;
            }

            floor = cost;
            _floors.Add((settings, slot == _baseline), floor);
        }

        return floor;
    }

    private OperationRequest EmptyModule(string settings, int samples) => Request(Path.Combine(_folder.FullName, "empty.wasm"), new Compile(Empty, settings, samples));

    private OperationRequest Request(string file, Compile compile)
    {
        File.WriteAllBytes(file, compile.Module);
        return new OperationRequest(
            MeasuredOperation.Compile, compile.Settings, file, ModuleDigest.Compute(compile.Module).ToString(), _metric == HuntMetric.Time ? compile.Samples : 1, Summarize: _metric == HuntMetric.Code);
    }

    private double? ValueOf(Outcome.Completed completed) => _metric switch
    {
        HuntMetric.Memory => completed.PeakAnonymous?.Lower ?? completed.PeakNativeBytes,
        HuntMetric.Code => completed.Artifact?.CodeBytes,
        _ => completed.Samples.Where((s, i) => s.Kind == SampleKind.Warm || i == completed.Samples.Count - 1).Min(s => s.CpuNanosecondsPerOperation ?? s.NanosecondsPerOperation),
    };
}
