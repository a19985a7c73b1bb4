using System.Runtime.InteropServices;

namespace CompileBench.Measuring.Runs;

/// <summary>
/// Turns Ctrl-C, SIGTERM, SIGHUP and SIGQUIT into one call of an action, while it is in force. Whoever asks again, after the first wish has had
/// <see cref="SameWish"/> to show, is not held back: that signal ends the process as the system does by default.
/// </summary>
public sealed class StopSignals : IDisposable
{
    /// <summary>
    /// Signals so close together are one wish: <c>timeout</c> signals the process and then its group, a terminal that closes and the shell in
    /// it both send one, and a launcher passes on what its child has had already.
    /// </summary>
    public static readonly TimeSpan SameWish = TimeSpan.FromSeconds(1);

    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    private readonly List<PosixSignalRegistration> _registrations;
    private readonly Action _stop;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private long? _first;

    /// <summary>Cancels this source when a signal comes.</summary>
    public StopSignals(CancellationTokenSource cancellation)
        : this(cancellation.Cancel)
    {
    }

    /// <summary>Calls this action, once, when a signal comes.</summary>
    public StopSignals(Action stop)
        : this(stop, TimeProvider.System)
    {
    }

    internal StopSignals(Action stop, TimeProvider clock)
    {
        (_stop, _clock) = (stop, clock);
        _registrations = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, context => context.Cancel = Take()))];
    }

    /// <inheritdoc/>
    public void Dispose() => _registrations.ForEach(r => r.Dispose());

    /// <summary>A signal has come: whether it is held back from the process.</summary>
    internal bool Take()
    {
        lock (_gate)
        {
            if (_first is { } first)
            {
                return _clock.GetElapsedTime(first) <= SameWish;
            }

            _first = _clock.GetTimestamp();
        }

        _stop();
        return true;
    }
}
