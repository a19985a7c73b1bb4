namespace CompileBench.Engines.Isolation;

/// <summary>Keeps one worker of one engine at hand: the same as long as it lives, a new one when it does not.</summary>
/// <param name="enginePath">The native library; null for the package's.</param>
/// <param name="memoryCeiling">The hard ceiling given to each worker, in bytes; null for none.</param>
/// <param name="libraryPagesLoaded">Whether workers make the library's pages resident before their first operation: see <see cref="IsolatedWorker.Start(string?, long?, bool)"/>.</param>
public sealed class WorkerSlot(string? enginePath, long? memoryCeiling, bool libraryPagesLoaded = false) : IDisposable
{
    private IsolatedWorker? _worker;

    /// <summary>A worker that lives; it may have compiled before.</summary>
    public IsolatedWorker Take()
    {
        if (_worker is { IsAlive: true })
        {
            return _worker;
        }

        Dispose();
        return _worker = IsolatedWorker.Start(enginePath, memoryCeiling, libraryPagesLoaded);
    }

    /// <summary>A worker that has compiled nothing yet: what a cold time or a peak needs.</summary>
    public IsolatedWorker TakeFresh()
    {
        if (_worker is { IsAlive: true, IsFresh: false })
        {
            Dispose();
        }

        return Take();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _worker?.Dispose();
        _worker = null;
    }
}
