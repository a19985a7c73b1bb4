using System.Diagnostics;
using CompileBench.Engines.Hosting;
using CompileBench.Engines.Native;

namespace CompileBench.Engines.Isolation;

/// <summary>
/// The owner's side of one worker: sends it operations and holds each to a deadline and a memory limit. After an outcome other than
/// <see cref="Outcome.Completed"/>, <see cref="Outcome.Rejected"/>, <see cref="Outcome.Trapped"/> or <see cref="Outcome.WrongOutput"/> the process is gone and <see cref="IsAlive"/> is false. A run that the
/// system paused is made again, in a new process where the first was fresh. One call at a time; no call waits for ever.
/// </summary>
public sealed class IsolatedWorker : IDisposable
{
    // A runaway is stopped well within 200 ms of its deadline, and looking this often costs the operation nothing.
    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(10);

    // A worker is ready within a fraction of a second; on a machine that swaps or builds with every core it can take many.
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    // A machine that pauses its processes again and again measures nothing.
    private const int MostAttempts = 3;

    private readonly ProcessStartInfo _command;
    private readonly bool _libraryPagesLoaded;
    private WorkerConnection _connection;
    private long _nextId = 1;

    private IsolatedWorker(ProcessStartInfo command, bool libraryPagesLoaded)
    {
        _command = command;
        _libraryPagesLoaded = libraryPagesLoaded;
        _connection = WorkerConnection.Start(command);
    }

    /// <summary>The worker's process id. A run that is made again can change it.</summary>
    public int ProcessId => _connection.ProcessId;

    /// <summary>Whether it can take another request.</summary>
    public bool IsAlive => _connection.IsAlive;

    /// <summary>Whether it can take another request and its process has not ended meanwhile.</summary>
    public bool IsRunning => _connection.IsRunning;

    /// <summary>Whether it has run nothing yet, so that its next run is a cold one.</summary>
    public bool IsFresh => _connection.IsFresh;

    /// <summary>Starts a worker; returns before it is ready, so that several can start at once.</summary>
    /// <param name="enginePath">The native library; null for the package's.</param>
    /// <param name="memoryCeiling">A hard ceiling on the private memory that its operations may add, in bytes, where the system has one; null for none.</param>
    /// <param name="libraryPagesLoaded">
    /// Whether the worker makes all pages of the library resident before its first operation, so that the peak of memory holds none of them: for a first
    /// operation whose time is not judged. Such a peak of resident memory does not compare with others, so outcomes have the anonymous one alone where
    /// it is measured.
    /// </param>
    /// <exception cref="EngineUnavailableException">The system cannot start it.</exception>
    public static IsolatedWorker Start(string? enginePath, long? memoryCeiling, bool libraryPagesLoaded = false) =>
        new(WorkerExecutable.ForEngine(enginePath, memoryCeiling, libraryPagesLoaded), libraryPagesLoaded);

    /// <summary>Starts a worker that loads two engines into one process, for requests with <see cref="OperationRequest.Pairs"/>.</summary>
    /// <param name="baselinePath">The baseline's native library.</param>
    /// <param name="candidatePath">The candidate's native library; another file, so that there are two images of them.</param>
    /// <param name="candidateFirst">Whether the candidate is loaded first.</param>
    /// <param name="memoryCeiling">A hard ceiling on the private memory that its operations may add, in bytes, where the system has one; null for none.</param>
    /// <exception cref="EngineUnavailableException">The system cannot start it. A library that cannot be loaded is told by the outcome of the first run.</exception>
    public static IsolatedWorker StartPair(string baselinePath, string candidatePath, bool candidateFirst, long? memoryCeiling) =>
        Start(WorkerExecutable.ForPair(baselinePath, candidatePath, candidateFirst, memoryCeiling));

    /// <summary>Starts a worker from any command that speaks the protocol: tests start misbehaving ones.</summary>
    /// <exception cref="EngineUnavailableException">The system cannot start it: it may not be executed, or there are too many processes.</exception>
    public static IsolatedWorker Start(ProcessStartInfo command) => new(command, libraryPagesLoaded: false);

    /// <summary>Runs an operation and waits for the outcome, at most the deadline for each run and a little more.</summary>
    /// <exception cref="OperationCanceledException">The owner was asked to stop; the worker has been killed. What ended meanwhile has no outcome.</exception>
    /// <exception cref="EngineUnavailableException">The system cannot start a new process for a run that is made again.</exception>
    public Outcome Run(OperationRequest request, OperationLimits limits, CancellationToken cancellation) => Run(request, limits, null, cancellation);

    /// <summary>The same with a look at the process shortly before it may be stopped.</summary>
    /// <param name="request">The operation.</param>
    /// <param name="limits">Its limits, with CPU time.</param>
    /// <param name="nearLimit">Told the process's id once, when most of the CPU time or of the deadline is used. It returns at once; null for nobody.</param>
    /// <param name="cancellation">Kills the worker.</param>
    /// <exception cref="OperationCanceledException">The owner was asked to stop; the worker has been killed. What ended meanwhile has no outcome.</exception>
    /// <exception cref="EngineUnavailableException">The system cannot start a new process for a run that is made again.</exception>
    public Outcome Run(OperationRequest request, OperationLimits limits, Action<int>? nearLimit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ObjectDisposedException.ThrowIf(!IsAlive, this);
        for (var attempt = 1; ; attempt++)
        {
            var run = new WorkerRun(_nextId++, IsFresh);
            var outcome = RunOnce(run, request, limits, nearLimit, cancellation);
            if (limits.CpuTime is not null)
            {
                // Whoever limits CPU time decides what is tried again, and within which limits.
                return outcome is Outcome.TimedOut { CpuLimit: null } && run.WasStopped
                    ? new Outcome.ToolFailed("another process stopped the worker") { CpuTime = outcome.CpuTime }
                    : outcome;
            }

            var isDisturbed = outcome switch
            {
                Outcome.Completed => run.WasStopped,
                Outcome.TimedOut => run.WasPaused,
                _ => false,
            };
            if (!isDisturbed)
            {
                return outcome;
            }

            if (attempt == MostAttempts)
            {
                _connection.Kill();
                return new Outcome.ToolFailed($"the system stopped the worker, or gave it no processor, in each of {MostAttempts} attempts");
            }

            if (run.IsFirstOfProcess || !IsAlive)
            {
                _connection.Dispose();
                _connection = WorkerConnection.Start(_command);
            }
        }
    }

    /// <summary>
    /// Runs short operations one after another. Each is sent before the one before it has answered, so that the worker does not wait for its owner between
    /// them. Each is held to the deadline by itself, and to the memory limit counted from the beginning of the series.
    /// </summary>
    /// <param name="requests">The operations. They are enumerated while the first of them run already.</param>
    /// <param name="limits">What one run may cost; without a limit of CPU time.</param>
    /// <param name="cancellation">Stops the series.</param>
    /// <returns>
    /// One outcome per request, in order; null where nothing is known: for a run that the system paused, and for those behind a run that ended the process.
    /// </returns>
    /// <exception cref="OperationCanceledException">The owner was asked to stop; the worker has been killed.</exception>
    /// <exception cref="NotSupportedException">CPU time is limited.</exception>
    public IReadOnlyList<Outcome?> RunSeries(IEnumerable<OperationRequest> requests, OperationLimits limits, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ObjectDisposedException.ThrowIf(!IsAlive, this);
        if (limits.CpuTime is not null)
        {
            throw new NotSupportedException("a series has no limit of CPU time");
        }

        var runs = new List<WorkerRun>();
        var failure = _connection.IsReady ? null : AwaitReady(cancellation);
        var floor = failure is null ? ResidentMemory.StatusOf(ProcessId) : null;
        foreach (var request in requests)
        {
            var run = new WorkerRun(_nextId++, IsFresh);
            runs.Add(run);
            _connection.IsFresh = false;

            // Where the process has ended, waiting for its answer finds out how.
            _ = failure is null && _connection.Send(WorkerProtocol.Line(request.ToWorkerRequest(run.Id)));
        }

        var outcomes = new Outcome?[runs.Count];
        if (failure is not null && outcomes.Length > 0)
        {
            outcomes[0] = failure;
        }

        for (var i = 0; i < outcomes.Length && IsAlive; i++)
        {
            runs[i].Begin(ProcessActivity.Read(ProcessId));
            var outcome = Await(runs[i], new UsageWatch(ProcessId, limits, null), floor, limits, cancellation);
            outcomes[i] = runs[i].WasStopped || (outcome is Outcome.TimedOut && runs[i].WasPaused) ? null : outcome;
        }

        return outcomes;
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private Outcome RunOnce(WorkerRun run, OperationRequest request, OperationLimits limits, Action<int>? nearLimit, CancellationToken cancellation)
    {
        if (!_connection.IsReady && AwaitReady(cancellation) is { } failure)
        {
            return failure;
        }

        var usage = new UsageWatch(ProcessId, limits, nearLimit);
        if (usage.Fault is { } fault)
        {
            _connection.Kill();
            return new Outcome.ToolFailed(fault);
        }

        var outcome = Serve(run, usage, request, limits, cancellation);
        return usage.CpuTime(_connection.CpuTime) is { } cpu ? outcome with { CpuTime = cpu } : outcome;
    }

    private Outcome Serve(WorkerRun run, UsageWatch usage, OperationRequest request, OperationLimits limits, CancellationToken cancellation)
    {
        var floor = ResidentMemory.StatusOf(ProcessId);
        _connection.IsFresh = false;
        run.Begin(ProcessActivity.Read(ProcessId));
        return _connection.Send(WorkerProtocol.Line(request.ToWorkerRequest(run.Id))) ? Await(run, usage, floor, limits, cancellation) : Answers(run, limits).Ended(cancellation);
    }

    private Outcome Await(WorkerRun run, UsageWatch usage, MemoryStatus? floor, OperationLimits limits, CancellationToken cancellation)
    {
        var answers = Answers(run, limits);
        while (true)
        {
            if (_connection.TryReadLine(Earlier(WatchInterval, limits.Deadline - run.Working), cancellation, out var line))
            {
                if (line is null)
                {
                    return answers.Ended(cancellation);
                }

                if (answers.Accept(line) is { } outcome)
                {
                    return usage.JudgeEnd(run, outcome);
                }
            }
            else if ((usage.Judge(run) ?? Watch(run, floor, limits)) is { } stopped)
            {
                _connection.Kill();
                return stopped;
            }
        }
    }

    private Outcome? Watch(WorkerRun run, MemoryStatus? floor, OperationLimits limits)
    {
        var now = ResidentMemory.StatusOf(ProcessId);
        var grown = now?.Resident - floor?.Resident;
        run.NoteMemory(now, floor);
        if (limits.MemoryBytes is { } limit && grown > limit)
        {
            return new Outcome.OutOfMemory(grown.Value, limit) { Samples = run.Samples, PeakNativeBytes = grown, PeakAnonymous = run.AnonymousPeak };
        }

        var activity = ProcessActivity.Read(ProcessId);
        run.NoteActivity(activity, limits.Deadline);
        return run.Working < limits.Deadline && run.Paused < limits.Deadline
            ? null
            : new Outcome.TimedOut(run.Working) { Samples = run.WithLowerBound(), PeakNativeBytes = run.Peak, PeakAnonymous = run.AnonymousPeak };
    }

    private RunAnswers Answers(WorkerRun run, OperationLimits limits) => new(_connection, run, limits, _libraryPagesLoaded);

    private static TimeSpan Earlier(TimeSpan a, TimeSpan b) => b < a ? (b > TimeSpan.Zero ? b : TimeSpan.Zero) : a;

    private Outcome? AwaitReady(CancellationToken cancellation)
    {
        var answers = Answers(new WorkerRun(0, true), OperationLimits.Default);
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < StartDeadline)
        {
            if (!_connection.TryReadLine(WatchInterval, cancellation, out var line))
            {
                continue;
            }

            if (line is null)
            {
                return answers.Ended(cancellation);
            }

            switch (WorkerProtocol.ReadAnswer(line))
            {
                case { Kind: AnswerKind.Ready }:
                    _connection.IsReady = true;
                    return null;
                case { Kind: AnswerKind.Unusable, Message: { } reason }:
                    _connection.Kill();
                    return new Outcome.Rejected(reason);
                default:
                    return answers.Misbehaved($"the worker greeted with '{RunAnswers.Shortened(line)}'");
            }
        }

        _connection.Kill();
        var words = _connection.ErrorText;
        return new Outcome.ToolFailed($"a worker was not ready within {StartDeadline.TotalSeconds:0} s: the machine is too busy to measure anything{(words.Length == 0 ? "" : $" ({words})")}");
    }
}
