using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native;
using CompileBench.Modules;
using CompileBench.Results.Schema;

namespace CompileBench.Embedding;

/// <summary>
/// Worker processes that are started before they are needed. Each has compiled an empty module under limits that nothing reaches, so that its own code and
/// the engine's are loaded, and nothing of any caller; it is handed out once. Safe for several threads.
/// </summary>
internal sealed class SpareWorkers : IDisposable
{
    private static readonly byte[] EmptyModule = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
    private static readonly string EmptyDigest = ModuleDigest.Compute(EmptyModule).ToString();
    private static readonly OperationLimits WarmUpLimits = new(TimeSpan.FromSeconds(60), null);

    private readonly Func<IsolatedWorker> _start;
    private readonly int _most;
    private readonly Lock _gate = new();
    private readonly Queue<Task<IsolatedWorker?>> _spares = new();
    private readonly List<Task> _ending = [];
    private readonly CancellationTokenSource _disposed = new();

    /// <summary>Workers that a method starts.</summary>
    /// <param name="start">Starts a worker process.</param>
    /// <param name="most">How many are kept ready.</param>
    public SpareWorkers(Func<IsolatedWorker> start, int most) => (_start, _most) = (start, most);

    /// <summary>A worker that is ready: a spare one, which may still be starting, or else one that is started now. The caller passes it to <see cref="End"/>.</summary>
    /// <exception cref="EngineUnavailableException">The library cannot be used.</exception>
    /// <exception cref="ToolFailedException">The system cannot start a worker.</exception>
    /// <exception cref="IOException">The module that a new worker compiles first cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public IsolatedWorker Take(CancellationToken cancellation)
    {
        while (Next() is { } spare)
        {
            try
            {
                spare.Wait(cancellation);
            }
            catch (OperationCanceledException)
            {
                RunInBackground(() => spare.Result?.Dispose());
                throw;
            }

            if (spare.Result is { IsRunning: true } worker)
            {
                return worker;
            }

            spare.Result?.Dispose();
        }

        return Start(cancellation);
    }

    /// <summary>Ends a worker. One that still lives is killed in the background: the system takes milliseconds to free the memory of a large compile.</summary>
    public void End(IsolatedWorker worker)
    {
        if (worker.IsAlive)
        {
            RunInBackground(worker.Dispose);
        }
        else
        {
            worker.Dispose();
        }
    }

    /// <summary>Runs what a caller need not wait for. <see cref="Dispose"/> waits for it.</summary>
    public void RunInBackground(Action action)
    {
        // On a thread of its own, since the caller's program may keep the pool busy.
        lock (_gate)
        {
            _ending.RemoveAll(t => t.IsCompleted);
            _ending.Add(Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        }
    }

    /// <summary>Starts what is missing, in the background.</summary>
    public void Refill() => Refill(_most);

    /// <summary>Makes sure that at least one worker is ready or starts now, so that a caller who needs one soon waits less.</summary>
    public void Prepare() => Refill(Math.Max(_most, 1));

    /// <summary>Waits until no worker is being started any more.</summary>
    public Task AwaitReadyAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            Task[] busy = [.. _spares, .. _ending];
            return Task.WhenAll(busy).WaitAsync(cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed.Cancel();
        List<Task> ending;
        lock (_gate)
        {
            while (_spares.TryDequeue(out var spare))
            {
                _ending.Add(Task.Factory.StartNew(() => spare.Result?.Dispose(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
            }

            ending = [.. _ending];
        }

        Task.WaitAll(ending);
    }

    private Task<IsolatedWorker?>? Next()
    {
        lock (_gate)
        {
            return _spares.TryDequeue(out var spare) ? spare : null;
        }
    }

    private void Refill(int most)
    {
        lock (_gate)
        {
            while (_spares.Count < most && !_disposed.IsCancellationRequested)
            {
                _spares.Enqueue(Task.Factory.StartNew(StartSpare, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
            }
        }
    }

    // Null where no worker can be started: whoever needs one then starts it and gets the reason.
    private IsolatedWorker? StartSpare()
    {
        try
        {
            return Start(_disposed.Token);
        }
        catch (Exception e) when (e is EngineUnavailableException or ToolFailedException or OperationCanceledException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private IsolatedWorker Start(CancellationToken cancellation)
    {
        using var folder = new CompileFolder(EmptyModule, EmptyDigest);
        var worker = StartProcess();
        try
        {
            return worker.Run(WarmUp(folder), WarmUpLimits, cancellation) switch
            {
                Outcome.Completed => worker,
                Outcome.Rejected rejected => throw new EngineUnavailableException(rejected.Reason),
                var outcome => throw new ToolFailedException($"a worker cannot compile an empty module: {outcome.Message}"),
            };
        }
        catch
        {
            worker.Dispose();
            throw;
        }
    }

    // The same request as that of a caller, so that no code of the worker runs for the first time there.
    private static OperationRequest WarmUp(CompileFolder folder) =>
        ChainRun.Request(folder, SettingNames.SpeedBacktracking, EngineConfiguration.Default, new OperationLimits(TimeSpan.MaxValue, 1L << 60, TimeSpan.FromDays(365)), isLowPriority: false);

    private IsolatedWorker StartProcess()
    {
        try
        {
            return _start();
        }
        catch (EngineUnavailableException e)
        {
            // The system starts no more processes: no fault of the library.
            throw new ToolFailedException(e.Message);
        }
    }
}
