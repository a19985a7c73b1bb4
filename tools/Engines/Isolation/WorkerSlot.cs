namespace CompileBench.Engines.Isolation;

/// <summary>Keeps one worker of one engine at hand: the same as long as it lives, a new one when it does not.</summary>
/// <param name="enginePath">The native library; null for the package's.</param>
/// <param name="memoryCeiling">The hard ceiling given to each worker, in bytes; null for none.</param>
/// <param name="libraryPagesLoaded">Whether workers make the library's pages resident before their first operation: see <see cref="IsolatedWorker.Start(string?, long?, bool)"/>.</param>
public sealed class WorkerSlot(string? enginePath, long? memoryCeiling, bool libraryPagesLoaded = false) : IDisposable
{
    private const int MostAttempts = 3;

    private IsolatedWorker? _worker;

    /// <summary>Whether a worker lives, so that the next operation does not start one.</summary>
    public bool IsAlive => _worker is { IsAlive: true };

    /// <summary>A worker that lives; it may have compiled before.</summary>
    public IsolatedWorker Take()
    {
        if (IsAlive)
        {
            return _worker!;
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

    /// <summary>
    /// Runs an operation. A fault of this tool, such as a worker that the system gave no processor, says nothing about the module: the operation is
    /// tried again in a new worker, three times in all.
    /// </summary>
    /// <param name="request">The operation.</param>
    /// <param name="limits">What one run may cost.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="fresh">Whether the worker must not have compiled anything yet.</param>
    /// <returns>The outcome, which is never <see cref="Outcome.ToolFailed"/>.</returns>
    /// <exception cref="OperationCanceledException">The caller asked to stop; the worker has been killed.</exception>
    /// <exception cref="ToolFailedException">This tool failed each time.</exception>
    public Outcome Run(OperationRequest request, OperationLimits limits, CancellationToken cancellation, bool fresh = false)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = (fresh ? TakeFresh() : Take()).Run(request, limits, cancellation);
            if (outcome is not Outcome.ToolFailed || attempt == MostAttempts)
            {
                return outcome.ThrowIfToolFailed();
            }

            Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _worker?.Dispose();
        _worker = null;
    }
}
