using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using CompileBench.Engines.Hosting;
using CompileBench.Engines.Native;

namespace CompileBench.Engines.Isolation;

/// <summary>
/// The owner's side of one worker process: sends it compiles, holds each to a wall deadline and a memory limit, and replaces nothing by
/// itself: after an outcome other than <see cref="Outcome.Completed"/> or <see cref="Outcome.Rejected"/> the process is gone
/// and <see cref="IsAlive"/> is false. One call at a time; never waits for ever.
/// </summary>
public sealed class IsolatedWorker : IDisposable
{
    // Often enough that a runaway is stopped well within 200 ms of its deadline, rarely enough to cost the compile nothing.
    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(10);

    // A worker is there within a fraction of a second; on a machine that swaps or builds with every core it may take many.
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly BlockingCollection<string> _lines = [];
    private readonly LastWords _lastWords = new();
    private long _nextId = 1;
    private bool _cold = true;
    private bool _ready;

    private IsolatedWorker(Process process) => _process = process;

    /// <summary>The worker's process id.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Whether it can take another compile.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>Whether it has compiled nothing yet, so that its next compile is a cold one.</summary>
    public bool IsFresh => _cold;

    /// <summary>Starts a worker; returns before it is ready, so that several can start at once.</summary>
    /// <param name="enginePath">The native library; null for the package's.</param>
    /// <param name="memoryCeiling">A hard ceiling on the private memory its compiles may add, in bytes, where the system has one; null for none.</param>
    /// <exception cref="EngineUnavailableException">The system cannot start it.</exception>
    public static IsolatedWorker Start(string? enginePath, long? memoryCeiling)
    {
        var arguments = new List<string>();
        if (enginePath is not null)
        {
            arguments.AddRange(["--engine", enginePath]);
        }

        if (memoryCeiling is { } ceiling)
        {
            arguments.AddRange(["--memory-ceiling", ceiling.ToString()]);
        }

        return Start(WorkerExecutable.StartInfo(arguments));
    }

    /// <summary>Starts a worker from any command that speaks the protocol: tests start misbehaving ones.</summary>
    /// <exception cref="EngineUnavailableException">The system cannot start it: it may not be executed, or there are too many processes.</exception>
    public static IsolatedWorker Start(ProcessStartInfo command)
    {
        var process = new Process { StartInfo = command };
        var worker = new IsolatedWorker(process);
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            process.Dispose();
            throw new EngineUnavailableException($"the worker {command.FileName} cannot be started: {e.Message}", e);
        }

        BoundedLines.Read(process.StandardOutput.BaseStream, "worker answers", worker.TakeLine);
        BoundedLines.Read(process.StandardError.BaseStream, "worker errors", worker._lastWords.Add);
        process.StandardInput.AutoFlush = false;
        return worker;
    }

    /// <summary>Compiles and waits for the outcome, at most the deadline for each compile and a little more.</summary>
    /// <exception cref="OperationCanceledException">The owner was asked to stop; the worker has been killed.</exception>
    /// <exception cref="EngineUnavailableException">The worker did not become ready, which says nothing of what it was to compile.</exception>
    /// <exception cref="IOException">The module's file cannot be read or has another digest, which no engine has judged; the worker can go on.</exception>
    public Outcome Run(OperationRequest request, OperationLimits limits, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(!IsAlive, this);
        var run = new WorkerRun(_nextId++, _cold);
        if (!_ready && AwaitReady(cancellation) is { } failure)
        {
            return failure;
        }

        var floor = ResidentMemory.Of(_process.Id);
        _cold = false;
        if (!Send(WorkerProtocol.Line(request.ToWorkerRequest(run.Id))))
        {
            return Ended(run, limits);
        }

        run.Begin();
        while (true)
        {
            if (NextLine(Earlier(WatchInterval, limits.Deadline - run.Elapsed), cancellation, out var line))
            {
                if (line is null)
                {
                    return Ended(run, limits);
                }

                if (Accept(run, line, limits) is { } outcome)
                {
                    return outcome;
                }

                continue;
            }

            var grown = ResidentMemory.Of(_process.Id) - floor;
            run.SeePeak(grown);
            if (limits.MemoryBytes is { } limit && grown > limit)
            {
                KillNow();
                return new Outcome.OutOfMemory(grown.Value, limit) { Samples = run.Samples, PeakNativeBytes = grown };
            }

            if (run.Elapsed >= limits.Deadline)
            {
                KillNow();
                return new Outcome.TimedOut(run.Elapsed) { Samples = run.WithLowerBound(), PeakNativeBytes = run.Peak };
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (IsAlive)
        {
            KillNow();
        }

        _process.Dispose();
        _lines.Dispose();
    }

    private static TimeSpan Earlier(TimeSpan a, TimeSpan b) => b < a ? (b > TimeSpan.Zero ? b : TimeSpan.Zero) : a;

    private Outcome? AwaitReady(CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < StartDeadline)
        {
            if (!NextLine(WatchInterval, cancellation, out var line))
            {
                continue;
            }

            if (line is null)
            {
                return Ended(new WorkerRun(0, true), OperationLimits.Default);
            }

            switch (WorkerProtocol.ReadAnswer(line))
            {
                case { Kind: AnswerKind.Ready }:
                    _ready = true;
                    return null;
                case { Kind: AnswerKind.Unusable, Message: { } reason }:
                    KillNow();
                    return new Outcome.Rejected(reason);
                default:
                    return Misbehaved(new WorkerRun(0, true), $"the worker greeted with '{Shortened(line)}'");
            }
        }

        KillNow();
        throw new EngineUnavailableException($"a worker was not ready within {StartDeadline.TotalSeconds:0} s: the machine is too busy to measure anything{Said(_lastWords.ToString())}");
    }

    private Outcome? Accept(WorkerRun run, string line, OperationLimits limits)
    {
        if (WorkerProtocol.ReadAnswer(line) is not { } answer)
        {
            return Misbehaved(run, $"the worker printed what is no answer: '{Shortened(line)}'");
        }

        if (answer.Id != run.Id)
        {
            return Misbehaved(run, $"the worker answered request {answer.Id} when asked {run.Id}");
        }

        switch (answer.Kind)
        {
            case AnswerKind.Prepared:
                run.Begin();
                return null;
            case AnswerKind.Sample:
                run.Add(answer);
                return null;
            case AnswerKind.Done:
                // The owner's watch may have missed the top of a short peak; the worker's own figure is exact.
                if (limits.MemoryBytes is { } limit && run.MeasuredPeak > limit)
                {
                    KillNow();
                    return new Outcome.OutOfMemory(run.MeasuredPeak.Value, limit) { Samples = run.Samples, PeakNativeBytes = run.MeasuredPeak };
                }

                return new Outcome.Completed(answer.Artifact) { Samples = run.Samples, PeakNativeBytes = run.MeasuredPeak };
            case AnswerKind.Unreadable:
                throw new IOException(answer.Message);
            case AnswerKind.Failed:
                return new Outcome.Rejected(answer.Message ?? "no reason given") { Samples = run.Samples, PeakNativeBytes = run.MeasuredPeak };
            default:
                return Misbehaved(run, $"the worker answered '{answer.Kind}'");
        }
    }

    private Outcome.Crashed Misbehaved(WorkerRun run, string how)
    {
        KillNow();
        return new Outcome.Crashed(how, _lastWords.ToString()) { Samples = run.Samples, PeakNativeBytes = run.Peak };
    }

    // The process ended by itself: find out how. An allocation that failed under the ceiling aborts the process, which is the memory
    // limit at work and not a crash.
    private Outcome Ended(WorkerRun run, OperationLimits limits)
    {
        IsAlive = false;
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
        {
            ChildProcesses.KillGroup(_process);
        }

        // The streams' last lines arrive on other threads shortly after the exit.
        _lastWords.AwaitEnd(TimeSpan.FromSeconds(1));
        var words = _lastWords.ToString();
        if (limits.MemoryBytes is { } limit && words.Contains("memory allocation of", StringComparison.Ordinal))
        {
            return new Outcome.OutOfMemory(run.Peak ?? 0, limit) { Samples = run.Samples, PeakNativeBytes = run.Peak };
        }

        return new Outcome.Crashed(ExitDescription.Of(_process.ExitCode), words) { Samples = run.Samples, PeakNativeBytes = run.Peak };
    }

    private bool Send(string line)
    {
        try
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>True when something came within the time: a line, or null for the end of the output.</summary>
    private bool NextLine(TimeSpan wait, CancellationToken cancellation, out string? line)
    {
        try
        {
            if (_lines.TryTake(out line, (int)Math.Ceiling(wait.TotalMilliseconds), cancellation))
            {
                return true;
            }

            return _lines.IsCompleted;
        }
        catch (OperationCanceledException)
        {
            KillNow();
            throw;
        }
    }

    private void TakeLine(string? line)
    {
        try
        {
            if (line is null)
            {
                _lines.CompleteAdding();
            }
            else
            {
                _lines.Add(line);
            }
        }
        catch (ObjectDisposedException)
        {
            // The owner has let go of the worker; nobody waits for its words.
        }
    }

    private void KillNow()
    {
        IsAlive = false;
        ChildProcesses.KillGroup(_process);
    }

    private static string Said(string words) => words.Length == 0 ? "" : $" ({words})";

    private static string Shortened(string line) => line.Length <= 80 ? line : line[..80] + "…";
}
