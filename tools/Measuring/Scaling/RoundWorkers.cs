using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Scaling;

/// <summary>A module to compile in a round.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="File">The module.</param>
/// <param name="WarmUp">A small module of the same shape.</param>
/// <param name="Compiles">How many compiles in a row; the last one is the sample.</param>
internal sealed record RoundCompile(EngineBuild Engine, string Settings, RungFile File, RungFile WarmUp, int Compiles);

/// <summary>
/// One process per engine in which the rounds of a shape are measured, replaced where a compile ends it. A sample is the second compile of its module
/// in a row: the first one after another module pays for what that one left in the caches. A long compile is a sample at once.
/// </summary>
internal sealed class RoundWorkers(OperationLimits limits, CompileShare share, int earlierLaunches) : IDisposable
{
    private const int MostFaults = 3;

    private readonly Dictionary<string, WorkerSlot> _slots = [];
    private readonly Dictionary<int, int> _launches = [];
    private readonly HashSet<(int Process, string Settings)> _warmed = [];
    private int _faults;

    /// <summary>Compiles a module, twice in a row where it is short.</summary>
    /// <param name="compile">What to compile.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The outcome; of a completed one the last sample with its launch. <see cref="Outcome.ToolFailed"/> says nothing about the module.</returns>
    /// <exception cref="OperationCanceledException">The run was asked to stop; the worker has been killed.</exception>
    /// <exception cref="ToolFailedException">This tool failed three times in a row.</exception>
    public (Outcome Outcome, CompileTimeSample? Sample) Take(RoundCompile compile, CancellationToken cancellation)
    {
        if (!_slots.TryGetValue(compile.Engine.Label, out var slot))
        {
            slot = new WorkerSlot(compile.Engine.LibraryPath, limits.CeilingBytes);
            _slots.Add(compile.Engine.Label, slot);
        }

        var worker = slot.Take();
        if (_warmed.Add((worker.ProcessId, compile.Settings)) && Run(worker, compile.Settings, compile.WarmUp, 1, cancellation) is { } warmUp and not Outcome.Completed)
        {
            return (warmUp, null);
        }

        var outcome = Run(worker, compile.Settings, compile.File, compile.Compiles, cancellation);
        return outcome is Outcome.Completed { Samples: [.., var last] } ? (outcome, last with { Kind = SampleKind.Warm, Launch = LaunchOf(worker.ProcessId) }) : (outcome, null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var slot in _slots.Values)
        {
            slot.Dispose();
        }
    }

    private Outcome Run(IsolatedWorker worker, string settings, RungFile file, int samples, CancellationToken cancellation)
    {
        var request = new OperationRequest(MeasuredOperation.Compile, settings, file.Path, file.Description.Digest, samples);
        var outcome = worker.Run(request, limits, cancellation);
        _faults = outcome is Outcome.ToolFailed ? _faults + 1 : 0;
        share.Add(outcome.Samples);
        return _faults < MostFaults ? outcome : outcome.ThrowIfToolFailed();
    }

    private int LaunchOf(int process)
    {
        if (!_launches.TryGetValue(process, out var launch))
        {
            launch = earlierLaunches + _launches.Count + 1;
            _launches.Add(process, launch);
        }

        return launch;
    }
}
