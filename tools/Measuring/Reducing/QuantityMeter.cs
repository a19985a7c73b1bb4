using CompileBench.Engines.Hosting;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Modules;
using CompileBench.Modules.Profiling;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Reducing;

/// <summary>Measures what conditions ask of one module after the other, in guarded workers. What it has measured of the same bytes it remembers.</summary>
/// <param name="engines">The engines; the first is meant where a condition names none.</param>
/// <param name="limits">What one compile may cost.</param>
/// <param name="countInstructions">Counts the instructions of one compile of a file; null where the engine gave no count.</param>
public sealed class QuantityMeter(
    IReadOnlyList<EngineBuild> engines,
    OperationLimits limits,
    Func<EngineBuild, string, string, CancellationToken, double?> countInstructions) : IDisposable
{
    private const int MostSamples = 9;

    // One kind for all modules: resident memory, which includes pages of the engine's library, does not compare with anonymous memory.
    private static readonly bool MeasuresAnonymous = ResidentMemory.OwnStatus() is not null;
    private static readonly TimeSpan SamplingTime = TimeSpan.FromMilliseconds(120);

    private readonly Dictionary<string, WorkerSlot> _slots = engines.ToDictionary(e => e.Label, e => new WorkerSlot(e.LibraryPath, limits.CeilingBytes, libraryPagesLoaded: true));
    private readonly Dictionary<(ModuleDigest, Quantity), double?> _known = [];
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"compilebench-reduce-{Guid.NewGuid():N}.wasm");
    private ModuleDigest? _onDisk;

    /// <summary>How a compile of this module ends under these settings.</summary>
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    public Outcome Compile(byte[] module, string settings, string? engine, int compiles, CancellationToken cancellation, bool fresh = false)
    {
        var digest = Store(module);
        var request = new OperationRequest(MeasuredOperation.Compile, settings, _file, digest, compiles, Summarize: true);
        return _slots[Engine(engine).Label].Run(request, limits, cancellation, fresh);
    }

    /// <summary>The quantity's value; null when the engine gives none because the compile failed.</summary>
    /// <exception cref="UsageException">The quantity names an engine that was not given.</exception>
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    public double? Measure(byte[] module, Quantity what, CancellationToken cancellation)
    {
        var digest = ModuleDigest.Compute(module);
        if (!_known.TryGetValue((digest, what), out var value))
        {
            value = MeasureNow(module, what, cancellation);
            _known.Add((digest, what), value);
        }

        return value;
    }

    /// <summary>Why the first engine does not accept a module, in its words; null where it validates it.</summary>
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    public string? FindRefusal(byte[] module, CancellationToken cancellation)
    {
        var request = new OperationRequest(MeasuredOperation.Validate, SettingNames.Baseline, _file, Store(module), 1);
        var outcome = _slots[engines[0].Label].Run(request, limits, cancellation);
        return outcome is Outcome.Completed ? null : outcome.Message ?? outcome.Kind.ToString();
    }

    /// <summary>Why a quantity has no value, in the engine's words; null where its compile succeeds or it needs none.</summary>
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    public string? FindRefusal(byte[] module, Quantity what, CancellationToken cancellation) =>
        what.Settings.Length == 0 || Compile(module, what.Settings, what.Engine, 1, cancellation) is not { } outcome || outcome is Outcome.Completed
            ? null
            : outcome.Message ?? outcome.Kind.ToString();

    /// <summary>Forgets the times of a module, so that they are measured once more.</summary>
    public void ForgetTimes(byte[] module)
    {
        var digest = ModuleDigest.Compute(module);
        foreach (var key in _known.Keys.Where(k => k.Item1 == digest && k.Item2.Kind == QuantityKind.Time).ToList())
        {
            _known.Remove(key);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var slot in _slots.Values)
        {
            slot.Dispose();
        }

        File.Delete(_file);
    }

    private double? MeasureNow(byte[] module, Quantity what, CancellationToken cancellation) => what.Kind switch
    {
        QuantityKind.Bytes => module.Length,
        QuantityKind.Metric => ComplexityMetric.Find(what.Name)!.GetValue(ModuleProfiler.Profile(module)),
        QuantityKind.Time => Time(module, what, cancellation),
        QuantityKind.Memory => PeakOf(Compile(module, what.Settings, what.Engine, 1, cancellation, fresh: true)),
        QuantityKind.Code => (Compile(module, what.Settings, what.Engine, 1, cancellation) as Outcome.Completed)?.Artifact?.CodeBytes,
        _ => Instructions(module, what, cancellation),
    };

    private static long? PeakOf(Outcome outcome) => MeasuresAnonymous ? outcome.PeakAnonymous?.Lower : outcome.PeakNativeBytes;

    private double? Instructions(byte[] module, Quantity what, CancellationToken cancellation)
    {
        _ = Store(module);
        return countInstructions(Engine(what.Engine), what.Settings, _file, cancellation);
    }

    // The least of several warm compiles: what disturbs a compile only ever makes it slower, and a condition wants one number.
    private double? Time(byte[] module, Quantity what, CancellationToken cancellation)
    {
        var first = Compile(module, what.Settings, what.Engine, 1, cancellation);
        if (first is Outcome.TimedOut timedOut)
        {
            return timedOut.After.TotalSeconds;
        }

        if (first is not Outcome.Completed)
        {
            return null;
        }

        var one = first.Samples.Min(s => s.NanosecondsPerOperation);
        var samples = (int)Math.Clamp(SamplingTime.TotalNanoseconds / one, 1, MostSamples);
        return Compile(module, what.Settings, what.Engine, samples, cancellation) is Outcome.Completed more
            ? more.Samples.Append(first.Samples[0]).Where(s => s.Kind == SampleKind.Warm).DefaultIfEmpty(first.Samples[0]).Min(s => s.NanosecondsPerOperation) / 1e9
            : null;
    }

    private EngineBuild Engine(string? label) => ConditionProof.EngineOf(engines, label);

    // The digest goes with the path, so that a worker that keeps what it last read sees that the bytes are others.
    private string Store(byte[] module)
    {
        var digest = ModuleDigest.Compute(module);
        if (_onDisk == digest)
        {
            return digest.ToString();
        }

        File.WriteAllBytes(_file, module);
        _onDisk = digest;
        return digest.ToString();
    }
}
