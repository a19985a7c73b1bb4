using CompileBench.Engines.Hosting;
using CompileBench.Results.Schema;

namespace CompileBench.Engines.Isolation;

/// <summary>Turns what a worker prints about one run, or how its process ends, into the outcome.</summary>
/// <param name="connection">The worker's process; killed where it breaks the protocol or a limit.</param>
/// <param name="run">The run, which takes the samples.</param>
/// <param name="limits">Its limits.</param>
/// <param name="libraryPagesLoaded">Whether all pages of the library were resident before, so that the peak of resident memory compares with nothing.</param>
internal sealed class RunAnswers(WorkerConnection connection, WorkerRun run, OperationLimits limits, bool libraryPagesLoaded)
{
    // A signal for the whole machine or container reaches a worker a moment before the owner learns of it.
    private static readonly TimeSpan StopNotice = TimeSpan.FromMilliseconds(500);

    /// <summary>Takes a line that the worker printed.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The outcome; null while the run goes on.</returns>
    public Outcome? Accept(string line)
    {
        if (WorkerProtocol.ReadAnswer(line) is not { } answer)
        {
            return Misbehaved($"the worker printed a line that is not an answer: '{Shortened(line)}'");
        }

        if (answer.Id != run.Id)
        {
            return Misbehaved($"the worker answered request {answer.Id} when asked {run.Id}");
        }

        switch (answer.Kind)
        {
            case AnswerKind.Prepared:
                run.Begin(ProcessActivity.Read(connection.ProcessId));
                return null;
            case AnswerKind.Sample:
                run.Add(answer);
                return null;
            case AnswerKind.Done:
                return Done(answer);
            case AnswerKind.Unlimited:
                connection.Kill();
                return new Outcome.ToolFailed(answer.Message ?? "a limit cannot be set");
            case AnswerKind.Unreadable:
                return new Outcome.ToolFailed(answer.Message ?? "the module's file cannot be read");
            case AnswerKind.Failed:
                return Failed(answer) with { Samples = run.Samples, PeakNativeBytes = run.MeasuredPeak, PeakAnonymous = run.MeasuredAnonymousPeak };
            default:
                return Misbehaved($"the worker answered '{answer.Kind}'");
        }
    }

    private static Outcome Failed(WorkerAnswer answer)
    {
        var reason = answer.Message ?? "no reason given";
        return answer.Failure switch
        {
            OutcomeKind.Trapped => new Outcome.Trapped(reason),
            OutcomeKind.WrongOutput => new Outcome.WrongOutput(reason),
            _ => new Outcome.Rejected(reason),
        };
    }

    private Outcome Done(WorkerAnswer answer)
    {
        // The owner may have missed the top of a short peak; the worker's own figure is exact.
        if (limits.MemoryBytes is { } limit && run.MeasuredPeak > limit)
        {
            connection.Kill();
            return new Outcome.OutOfMemory(run.MeasuredPeak.Value, limit) { Samples = run.Samples, PeakNativeBytes = run.MeasuredPeak, PeakAnonymous = run.MeasuredAnonymousPeak };
        }

        var resident = libraryPagesLoaded && run.MeasuredAnonymousPeak is not null ? null : run.MeasuredPeak;
        return new Outcome.Completed(answer.Artifact) { CandidateArtifact = answer.CandidateArtifact, ArtifactFile = answer.ArtifactFile, OutputDigest = answer.OutputDigest, Samples = run.Samples, CandidateSamples = run.CandidateSamples, PeakNativeBytes = resident, PeakAnonymous = run.MeasuredAnonymousPeak };
    }

    /// <summary>The worker breaks the protocol: it is killed.</summary>
    /// <param name="how">What it did.</param>
    public Outcome.Crashed Misbehaved(string how)
    {
        connection.Kill();
        return new Outcome.Crashed(how, connection.ErrorText) { Samples = run.Samples, PeakNativeBytes = run.Peak, PeakAnonymous = run.AnonymousPeak };
    }

    /// <summary>
    /// The process ended by itself: finds out how. An allocation that failed under the ceiling aborts the process: that is the memory limit and not a crash.
    /// </summary>
    /// <param name="cancellation">Set where the owner was asked to stop as well.</param>
    /// <exception cref="OperationCanceledException">The owner was asked to stop.</exception>
    public Outcome Ended(CancellationToken cancellation)
    {
        var exit = connection.AwaitExit();
        if (exit.IsRequestToStop)
        {
            cancellation.WaitHandle.WaitOne(StopNotice);
        }

        cancellation.ThrowIfCancellationRequested();
        if (exit.IsRequestToStop)
        {
            return new Outcome.ToolFailed($"the worker was stopped from outside by {exit}");
        }

        if (limits.CpuTime is { } cpu && exit.IsCpuLimit)
        {
            // The owner did not look in time: it was suspended itself.
            return new Outcome.TimedOut(run.Working) { CpuLimit = cpu, Samples = run.WithLowerBound(), PeakNativeBytes = run.Peak, PeakAnonymous = run.AnonymousPeak };
        }

        var words = connection.ErrorText;
        return limits.MemoryBytes is { } limit && words.Contains("memory allocation of", StringComparison.Ordinal)
            ? new Outcome.OutOfMemory(run.Peak ?? 0, limit) { Samples = run.Samples, PeakNativeBytes = run.Peak, PeakAnonymous = run.AnonymousPeak }
            : new Outcome.Crashed(exit.ToString(), words) { WasKilled = exit.IsKill, Samples = run.Samples, PeakNativeBytes = run.Peak, PeakAnonymous = run.AnonymousPeak };
    }

    /// <summary>The beginning of a line, for messages.</summary>
    public static string Shortened(string line) => line.Length <= 80 ? line : line[..80] + "…";
}
