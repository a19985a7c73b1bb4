using System.Runtime.InteropServices;

namespace CompileBench.Measuring.Runs;

/// <summary>Turns Ctrl-C, SIGTERM and SIGHUP into one call of an action, while it is in force.</summary>
public sealed class StopSignals : IDisposable
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    private readonly List<PosixSignalRegistration> _registrations;
    private int _stopped;

    /// <summary>Cancels this source when a signal comes.</summary>
    public StopSignals(CancellationTokenSource cancellation)
        : this(cancellation.Cancel)
    {
    }

    /// <summary>Calls this action, once, when a signal comes.</summary>
    public StopSignals(Action stop) =>
        _registrations = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            if (Interlocked.Exchange(ref _stopped, 1) == 0)
            {
                stop();
            }
        }))];

    /// <inheritdoc/>
    public void Dispose() => _registrations.ForEach(r => r.Dispose());
}
