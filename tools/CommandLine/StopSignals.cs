using System.Runtime.InteropServices;
using CompileBench.Engines.Hosting;

namespace CompileBench.CommandLine;

/// <summary>
/// Handles Ctrl-C, SIGTERM, SIGHUP and SIGQUIT for the whole process; each program makes one, first of all. The first signal cancels
/// <see cref="Token"/>: a command then stops, writes what it has and ends. A command that does not stop in <see cref="Grace"/> is ended, except
/// while it holds <see cref="KeepResult"/>. A second signal ends the process at once. Whichever way the process ends, its children are killed first.
/// </summary>
public sealed class StopSignals : IDisposable
{
    /// <summary>
    /// Signals that follow the first within this time belong to it: <c>timeout</c> signals the process and then its group, a terminal that
    /// closes and the shell in it both send one, and a launcher passes on what its child has already received.
    /// </summary>
    public static readonly TimeSpan SameRequest = TimeSpan.FromSeconds(1);

    /// <summary>How long a command may continue after the first signal when it has no result to write.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
    private static int _resultsInWork;

    private readonly CancellationTokenSource _cancellation = new();
    private readonly List<PosixSignalRegistration> _registrations;
    private readonly TimeProvider _clock;
    private readonly Action _endProcess;
    private readonly Lock _gate = new();
    private ITimer? _grace;
    private long? _first;

    /// <summary>Starts to handle signals.</summary>
    public StopSignals()
        : this(TimeProvider.System, EndProcess)
    {
        _registrations.AddRange(Signals.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            Receive();
        })));
    }

    /// <summary>The same without the system's signals.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="endProcess">Kills the children and ends the process.</param>
    internal StopSignals(TimeProvider clock, Action endProcess) => (_clock, _endProcess, _registrations) = (clock, endProcess, []);

    /// <summary>Canceled by the first signal.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>States that the current command writes its best result when it is canceled: until the returned object is disposed, only a second signal ends the process.</summary>
    public static IDisposable KeepResult()
    {
        Interlocked.Increment(ref _resultsInWork);
        return new Kept();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registrations.ForEach(r => r.Dispose());
        _grace?.Dispose();
        _cancellation.Dispose();
    }

    /// <summary>Handles one signal.</summary>
    internal void Receive()
    {
        lock (_gate)
        {
            if (_first is { } first)
            {
                if (_clock.GetElapsedTime(first) > SameRequest)
                {
                    _endProcess();
                }

                return;
            }

            _first = _clock.GetTimestamp();
            _grace = _clock.CreateTimer(_ => EndUnlessWriting(), null, Grace, Grace);
        }

        try
        {
            _cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The command has just ended by itself.
        }
    }

    private void EndUnlessWriting()
    {
        if (Volatile.Read(ref _resultsInWork) == 0)
        {
            _endProcess();
        }
    }

    private static void EndProcess()
    {
        DescendantProcesses.KillAll();
        Environment.Exit(ExitCodes.Interrupted);
    }

    private sealed class Kept : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                Interlocked.Decrement(ref _resultsInWork);
            }
        }
    }
}
