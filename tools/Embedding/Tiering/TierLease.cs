using System.Diagnostics;

namespace CompileBench.Embedding.Tiering;

/// <summary>
/// Keeps one tier while a program has instances of it, also when new instances come from the next tier already. Dispose of it after them. One thread at a
/// time.
/// </summary>
public sealed class TierLease : IDisposable
{
    private readonly TieredModule _owner;
    private bool _disposed;

    internal TierLease(TieredModule owner, ModuleTier tier) => (_owner, Tier) = (owner, tier);

    /// <summary>The tier.</summary>
    public ModuleTier Tier { get; }

    /// <summary>Whether new instances still come from this tier. A program that keeps an instance takes a new lease and makes a new instance where not.</summary>
    public bool IsCurrent => _owner.IsCurrent(Tier);

    /// <summary>Makes a call into an instance of the tier and counts it and its time. A call that traps counts like any other.</summary>
    /// <param name="call">The call.</param>
    public T Call<T>(Func<T> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var start = Stopwatch.GetTimestamp();
        try
        {
            return call();
        }
        finally
        {
            _owner.Count(Tier, Stopwatch.GetElapsedTime(start));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            Tier.Release();
        }
    }
}
