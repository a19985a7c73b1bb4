using CompileBench.Modules;

namespace CompileBench.Engines.Operations;

/// <summary>An operation that is ready to run on one module with one engine. One thread at a time.</summary>
public abstract class PreparedOperation : IDisposable
{
    /// <summary>
    /// Runs the operation once. Only this call is timed, or the part of it that <see cref="OwnTimes"/> says.
    /// </summary>
    /// <param name="failure">How it failed; null where it succeeded.</param>
    /// <returns>What the run made, to be passed to <see cref="Release"/> outside the timed region; 0 where there is nothing to release.</returns>
    public abstract nint RunOnce(out OperationFailure? failure);

    /// <summary>
    /// The wall time and the CPU time, in nanoseconds, of the part of the last run that counts; null where all of it counts. The CPU time is null where
    /// it was not measured.
    /// </summary>
    public virtual (long Wall, long? Cpu)? OwnTimes => null;

    /// <summary>SHA-256 of what the last run put out; null where the operation has no output.</summary>
    public virtual ModuleDigest? OutputDigest => null;

    /// <summary>Frees what a run made. Never called inside a timed region.</summary>
    /// <param name="result">What <see cref="RunOnce"/> returned.</param>
    public virtual void Release(nint result)
    {
    }

    /// <summary>Describes the artifact that a run made; null where the operation makes none.</summary>
    /// <param name="result">What <see cref="RunOnce"/> returned, not yet released.</param>
    /// <exception cref="ArtifactFormatException">The artifact is not the ELF image that Wasmtime makes.</exception>
    public virtual ArtifactSummary? Summarize(nint result) => null;

    /// <summary>Serializes the artifact that a run made. An operation that makes none does not call the action.</summary>
    /// <param name="result">What <see cref="RunOnce"/> returned, not yet released.</param>
    /// <param name="take">Gets the artifact's bytes, which are valid during the call only.</param>
    /// <exception cref="ArtifactFormatException">The engine cannot serialize it.</exception>
    public virtual void Serialize(nint result, Action<ReadOnlySpan<byte>> take)
    {
    }

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
