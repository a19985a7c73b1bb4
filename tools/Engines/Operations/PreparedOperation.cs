namespace CompileBench.Engines.Operations;

/// <summary>An operation that is ready to run on one module with one engine. One thread at a time.</summary>
public abstract class PreparedOperation : IDisposable
{
    /// <summary>
    /// Runs the operation once. Only this call is timed: it makes the native call and nothing else.
    /// </summary>
    /// <param name="failure">How it failed; null where it succeeded.</param>
    /// <returns>What the run made, to be passed to <see cref="Release"/> outside the timed region; 0 where there is nothing to release.</returns>
    public abstract nint RunOnce(out OperationFailure? failure);

    /// <summary>Frees what a run made. Never called inside a timed region.</summary>
    /// <param name="result">What <see cref="RunOnce"/> returned.</param>
    public virtual void Release(nint result)
    {
    }

    /// <summary>Describes the artifact that a run made; null where the operation makes none.</summary>
    /// <param name="result">What <see cref="RunOnce"/> returned, not yet released.</param>
    /// <exception cref="ArtifactFormatException">The artifact is not the ELF image that Wasmtime makes.</exception>
    public virtual ArtifactSummary? Summarize(nint result) => null;

    /// <summary>Frees what was prepared.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what was prepared.</summary>
    /// <param name="disposing">Always true: there are no finalizers.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
