using CompileBench.Benchmarks.Contract;
using CompileBench.Engines.Hosting;
using CompileBench.Engines.Native;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Settings;

namespace CompileBench.Benchmarks.Child;

/// <summary>
/// One case inside a benchmark process. The first run of its operation is cold and kept apart; then come the reference compile and, for a short
/// operation, two untimed runs; then the timed iterations, and the reference again. The report is kept until the end.
/// </summary>
public sealed class OperationSession : IDisposable
{
    // What one iteration makes is released after it; the suite plans at most this many runs in an iteration.
    private const int UsualRuns = 64;

    // The first runs of a short operation after its cold one, and after another module, are slower than the rest.
    private const int UntimedRuns = 2;
    private static readonly TimeSpan ShortOperation = TimeSpan.FromMilliseconds(50);

    private readonly List<long> _iterationWall = new(UsualRuns);
    private readonly List<long?> _iterationCpu = new(UsualRuns);
    private readonly List<nint> _results = new(UsualRuns);
    private readonly ConfiguredEngine _engine;
    private readonly PreparedOperation _operation;
    private readonly ReferenceCompile? _reference;
    private readonly ChildReport _cold;
    private long _wall;
    private long _cpu;
    private bool _cpuKnown = true;

    private OperationSession(MeasuredOperation operation, string module, string settings, string engine)
    {
        // Ctrl-C at a terminal is for the host, which then ends this process: a case that an interrupt ended has not failed.
        ChildProcesses.LeadOwnGroup();
        ChildProcesses.DieWithOwner(PlanFile.HostProcessId());
        var plan = PlanFile.FromEnvironment();
        var input = plan.Module(module).ReadInput();
        if (!CompilerSettings.TryParse(settings, out var parsed))
        {
            throw new InvalidOperationException($"there are no settings named {settings}");
        }

        var planned = plan.Engine(engine);
        var library = WasmtimeLibrary.Load(planned.LibraryPath);
        _engine = new ConfiguredEngine(library, parsed);
        try
        {
            _operation = operation.Prepare(_engine, input);
        }
        catch (OperationFailedException e)
        {
            throw Failed(module, settings, e.Failure);
        }

        _cold = RunCold(module, settings);

        // Prepared after the cold run, which would otherwise find the library's pages loaded.
        _reference = ReferenceCompile.FromPlan(plan, planned, library);
        _cold = _cold with { ReferenceBeforeNanoseconds = _reference?.Measure(), UntimedNanoseconds = RunUntimed(module, settings) };
    }

    /// <summary>Prepares the case and runs its operation once, cold.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="module">The module's name in the plan.</param>
    /// <param name="settings">The settings' name.</param>
    /// <param name="engine">The engine's label in the plan.</param>
    /// <exception cref="InvalidOperationException">The plan and the bytes disagree, or the operation failed.</exception>
    public static OperationSession Start(MeasuredOperation operation, string module, string settings, string engine)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return new OperationSession(operation, module, settings, engine);
    }

    /// <summary>One measured run.</summary>
    /// <exception cref="InvalidOperationException">The operation failed.</exception>
    public nint RunOnce()
    {
        var start = CpuNow();
        var result = _operation.RunOnce(out var failure);
        if (failure is not null)
        {
            throw Failed(failure);
        }

        Charge(start, _operation.OwnTimes);
        _results.Add(result);
        return result;
    }

    /// <summary>The wall time of the part of the last run that counts, in nanoseconds; null where all of it counts.</summary>
    public long? OwnWallNanoseconds => _operation.OwnTimes?.Wall;

    /// <summary>The run and nothing else: what <see cref="RunOnce"/> is compared with.</summary>
    public nint RunBare() => _operation.RunOnce(out _);

    /// <summary>Frees what <see cref="RunBare"/> made.</summary>
    public void Release(nint result) => _operation.Release(result);

    /// <summary>Ends an iteration outside its timed region: frees what its runs made.</summary>
    public void EndIteration()
    {
        foreach (var result in _results)
        {
            _operation.Release(result);
        }

        _results.Clear();
        _iterationWall.Add(_wall);
        _wall = 0;
        _iterationCpu.Add(_cpuKnown ? _cpu : null);
        _cpu = 0;
    }

    /// <summary>Prints the report line.</summary>
    public void Report(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);

        var after = _reference?.Measure();

        // BenchmarkDotNet may have left its own line open.
        output.WriteLine();
        output.WriteLine((_cold with
        {
            IterationNanoseconds = _operation.OwnTimes is null ? [] : _iterationWall,
            OutputDigest = _operation.OutputDigest?.ToString(),
            IterationCpuNanoseconds = _iterationCpu,
            ReferenceAfterNanoseconds = after,
            ReferenceNanoseconds = _reference?.TotalNanoseconds ?? 0,
        }).Line());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reference?.Dispose();
        _operation.Dispose();
        _engine.Dispose();
    }

    private long RunUntimed(string module, string settings)
    {
        if (_cold.ColdNanoseconds >= ShortOperation.TotalNanoseconds)
        {
            return 0;
        }

        var total = 0L;
        for (var i = 0; i < UntimedRuns; i++)
        {
            var run = TimedRun.Measure(_operation, _engine.Settings.Parallel, withPeak: false);
            if (run.Failure is { } failure)
            {
                throw Failed(module, settings, failure);
            }

            total += run.Nanoseconds;
            _operation.Release(run.Result);
        }

        return total;
    }

    private ChildReport RunCold(string module, string settings)
    {
        var cold = TimedRun.Measure(_operation, _engine.Settings.Parallel, withPeak: true);
        if (cold.Failure is { } failure)
        {
            throw Failed(module, settings, failure);
        }

        var artifact = _operation.Summarize(cold.Result);
        _operation.Release(cold.Result);
        return new ChildReport
        {
            ColdNanoseconds = cold.Nanoseconds,
            ColdCpuNanoseconds = cold.CpuNanoseconds,
            PeakNativeBytes = cold.PeakNativeBytes,
            PeakAnonymousBytes = cold.PeakAnonymous?.Lower,
            CodeBytes = artifact?.CodeBytes,
            ArtifactBytes = artifact?.ArtifactBytes,
        };
    }

    private static InvalidOperationException Failed(string module, string settings, OperationFailure failure)
    {
        var thrown = Failed(failure);
        return new InvalidOperationException($"{module} was {failure.Kind} under {settings}: {thrown.Message}");
    }

    // The report tells the host whose failure it is; the exception ends the process.
    private static InvalidOperationException Failed(OperationFailure failure)
    {
        Console.Out.WriteLine();
        Console.Out.WriteLine(new ChildReport { Failure = failure.Kind, FailureMessage = failure.Message }.Line());
        return new InvalidOperationException(failure.Message);
    }

    private long? CpuNow() => TimedRun.CpuNow(_engine.Settings.Parallel);

    // Adds what one run used to the iteration's CPU time.
    private void Charge(long? cpuStart, (long Wall, long? Cpu)? own)
    {
        _wall += own?.Wall ?? 0;
        if ((own is { } times ? times.Cpu : CpuNow() - cpuStart) is { } cpu)
        {
            _cpu += cpu;
        }
        else
        {
            _cpuKnown = false;
        }
    }
}
