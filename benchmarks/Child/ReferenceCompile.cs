using System.Diagnostics;
using CompileBench.Benchmarks.Contract;
using CompileBench.Engines.Native;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Settings;

namespace CompileBench.Benchmarks.Child;

/// <summary>
/// A short fixed compile in the process of a case, measured before and after the case's timed iterations. A machine that slows down for seconds
/// slows down both, so a time over its reference is steadier than the time alone.
/// </summary>
internal sealed class ReferenceCompile : IDisposable
{
    // The median of three resists one interruption. The first compile after another module is slow, and is not timed.
    private const int TimedCompiles = 3;

    private readonly ConfiguredEngine _engine;
    private readonly PreparedOperation _operation;

    private ReferenceCompile(ConfiguredEngine engine, OperationInput module) => (_engine, _operation) = (engine, MeasuredOperation.Compile.Prepare(engine, module));

    /// <summary>Wall time of all compiles so far, in nanoseconds.</summary>
    public long TotalNanoseconds { get; private set; }

    /// <summary>Prepares the reference of an engine; null where the plan has none.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="library">Its library.</param>
    public static ReferenceCompile? FromPlan(PlanFile plan, PlannedEngine engine, WasmtimeLibrary library) =>
        plan.Reference is { } module && CompilerSettings.TryParse(engine.ReferenceSettings ?? "", out var settings)
            ? new ReferenceCompile(new ConfiguredEngine(library, settings), module.ReadInput())
            : null;

    /// <summary>Compiles a few times and returns the median wall time of one compile, in nanoseconds; null where a compile failed.</summary>
    public long? Measure()
    {
        var start = Stopwatch.GetTimestamp();
        var times = new long?[TimedCompiles + 1];
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = CompileOnce();
        }

        TotalNanoseconds += (long)Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        return times.Contains(null) ? null : times.Skip(1).Order().ElementAt(TimedCompiles / 2);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _operation.Dispose();
        _engine.Dispose();
    }

    private long? CompileOnce()
    {
        var run = TimedRun.Measure(_operation, _engine.Settings.Parallel, withPeak: false);
        if (run.Failure is not null)
        {
            return null;
        }

        _operation.Release(run.Result);
        return run.Nanoseconds;
    }
}
