using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native;
using CompileBench.Engines.Operations;
using CompileBench.Results.Schema;

namespace CompileBench.Embedding;

/// <summary>
/// Worker processes that are ready before they are needed. Each has compiled an empty module, so that its own code is loaded, and nothing of any caller; it is
/// handed out once. Safe for several threads.
/// </summary>
internal sealed class SpareWorkers : IDisposable
{
    private static readonly byte[] EmptyModule = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
    private static readonly OperationLimits WarmUpLimits = new(TimeSpan.FromSeconds(60), null);

    private readonly Func<IsolatedWorker> _start;
    private readonly int _most;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("compilebench-spare-");
    private readonly string _emptyModule;
    private readonly Lock _gate = new();
    private readonly Queue<IsolatedWorker> _ready = new();
    private readonly CancellationTokenSource _disposed = new();
    private int _starting;

    /// <summary>Workers that a method starts.</summary>
    /// <param name="start">Starts a worker process.</param>
    /// <param name="most">How many are kept ready.</param>
    public SpareWorkers(Func<IsolatedWorker> start, int most)
    {
        (_start, _most) = (start, most);
        _emptyModule = Path.Combine(_folder.FullName, "empty.wasm");
        File.WriteAllBytes(_emptyModule, EmptyModule);
    }

    /// <summary>A ready worker, started now where none is kept. The caller disposes of it.</summary>
    /// <exception cref="EngineUnavailableException">The library cannot be used.</exception>
    /// <exception cref="ToolFailedException">The system cannot start a worker.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public IsolatedWorker Take(CancellationToken cancellation)
    {
        while (true)
        {
            IsolatedWorker? worker;
            lock (_gate)
            {
                _ready.TryDequeue(out worker);
            }

            if (worker is null)
            {
                return Start(cancellation);
            }

            if (worker.IsRunning)
            {
                return worker;
            }

            worker.Dispose();
        }
    }

    /// <summary>Starts what is missing, in the background. A worker that cannot be started is started, and its fault told, when it is needed.</summary>
    public void Refill()
    {
        lock (_gate)
        {
            for (; _ready.Count + _starting < _most && !_disposed.IsCancellationRequested; _starting++)
            {
                _ = Task.Factory.StartNew(StartOne, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
        }
    }

    /// <summary>Waits until a worker is kept ready and none is being started.</summary>
    public async Task AwaitReadyAsync(CancellationToken cancellation)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_starting == 0 && (_ready.Count > 0 || _most == 0))
                {
                    return;
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed.Cancel();
        lock (_gate)
        {
            while (_ready.TryDequeue(out var worker))
            {
                worker.Dispose();
            }

            if (_starting == 0)
            {
                Clean();
            }
        }
    }

    private void StartOne()
    {
        IsolatedWorker? worker = null;
        try
        {
            worker = Start(_disposed.Token);
        }
        catch (Exception e) when (e is EngineUnavailableException or ToolFailedException or OperationCanceledException or IOException)
        {
            // The next Take starts one itself and tells.
        }

        lock (_gate)
        {
            _starting--;
            if (worker is not null && !_disposed.IsCancellationRequested)
            {
                _ready.Enqueue(worker);
                return;
            }

            worker?.Dispose();
            if (_disposed.IsCancellationRequested && _starting == 0)
            {
                Clean();
            }
        }
    }

    private IsolatedWorker Start(CancellationToken cancellation)
    {
        var worker = StartProcess();
        try
        {
            var artifact = new ArtifactRequest(Path.Combine(_folder.FullName, Guid.NewGuid().ToString("N")), EngineConfiguration.Default.Switches);
            var outcome = worker.Run(new OperationRequest(MeasuredOperation.Compile, SettingNames.SpeedBacktracking, _emptyModule, null, Artifact: artifact), WarmUpLimits, cancellation);
            File.Delete(artifact.Path);
            return outcome switch
            {
                Outcome.Completed => worker,
                Outcome.Rejected rejected => throw new EngineUnavailableException(rejected.Reason),
                _ => throw new ToolFailedException($"a worker cannot compile an empty module: {outcome.Message}"),
            };
        }
        catch
        {
            worker.Dispose();
            throw;
        }
    }

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

    private void Clean()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A file of a few bytes stays in the folder for temporary files.
        }
    }
}
