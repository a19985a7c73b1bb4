using CompileBench.Engines.Hosting;
using CompileBench.Engines.Operations;
using CompileBench.Results.Schema;
using static System.FormattableString;

namespace CompileBench.Engines.Isolation;

/// <summary>How an operation in isolation ended. Closed: nothing outside this file derives from it.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>What a record calls it.</summary>
    public abstract OutcomeKind Kind { get; }

    /// <summary>One line for a person; null when there is nothing to say.</summary>
    public abstract string? Message { get; }

    /// <summary>The samples taken before the end, raw.</summary>
    public IReadOnlyList<CompileTimeSample> Samples { get; init; } = [];

    /// <summary>The candidate's samples of a series of pairs; the i-th of both lists are a pair.</summary>
    public IReadOnlyList<CompileTimeSample> CandidateSamples { get; init; } = [];

    /// <summary>CPU time that the worker process used for the request; null where it was not limited.</summary>
    public TimeSpan? CpuTime { get; init; }

    /// <summary>Peak resident memory that the first run added, in bytes; a lower bound after a kill; null where it was not measured.</summary>
    public long? PeakNativeBytes { get; init; }

    /// <summary>Where the peak of anonymous memory that the first run added lies; both ends are lower bounds after a kill; null where it was not measured.</summary>
    public PeakAnonymousMemory? PeakAnonymous { get; init; }

    /// <summary>Every run that was asked for succeeded.</summary>
    /// <param name="Artifact">The artifact, where it was asked for.</param>
    public sealed record Completed(ArtifactSummary? Artifact) : Outcome
    {
        /// <summary>The candidate's artifact, where it was asked for with pairs.</summary>
        public ArtifactSummary? CandidateArtifact { get; init; }

        /// <summary>The artifact's file, where one was asked for.</summary>
        public ArtifactFile? ArtifactFile { get; init; }

        /// <summary>SHA-256 of what the last run put out; null where the operation has no output.</summary>
        public string? OutputDigest { get; init; }

        /// <inheritdoc/>
        public override OutcomeKind Kind => OutcomeKind.Completed;

        /// <inheritdoc/>
        public override string? Message => null;
    }

    /// <summary>The engine refused the module, or the engine or settings cannot be used.</summary>
    /// <param name="Reason">The engine's words.</param>
    public sealed record Rejected(string Reason) : Outcome
    {
        /// <inheritdoc/>
        public override OutcomeKind Kind => OutcomeKind.Rejected;

        /// <inheritdoc/>
        public override string? Message => Reason;
    }

    /// <summary>The executed WebAssembly code trapped.</summary>
    /// <param name="Reason">The engine's words.</param>
    public sealed record Trapped(string Reason) : Outcome
    {
        /// <inheritdoc/>
        public override OutcomeKind Kind => OutcomeKind.Trapped;

        /// <inheritdoc/>
        public override string? Message => Reason;
    }

    /// <summary>The executed WebAssembly code put out something else than expected.</summary>
    /// <param name="Difference">What differs.</param>
    public sealed record WrongOutput(string Difference) : Outcome
    {
        /// <inheritdoc/>
        public override OutcomeKind Kind => OutcomeKind.WrongOutput;

        /// <inheritdoc/>
        public override string? Message => Difference;
    }

    /// <summary>A run passed its deadline or its CPU time and was killed.</summary>
    /// <param name="After">How long it had run, pauses of the system not counted.</param>
    public sealed record TimedOut(TimeSpan After) : Outcome
    {
        /// <summary>The CPU time that was passed; null where it was the deadline.</summary>
        public TimeSpan? CpuLimit { get; init; }

        /// <inheritdoc/>
        public override OutcomeKind Kind => OutcomeKind.TimedOut;

        /// <inheritdoc/>
        public override string? Message => CpuLimit is { } limit && CpuTime is { } used
            ? Invariant($"killed after {used.TotalSeconds:0.00} s of CPU time, limit {limit.TotalSeconds:0.00} s")
            : Invariant($"killed after {After.TotalSeconds:0.00} s");
    }

    /// <summary>A run passed its memory limit: the owner killed it, an allocation failed, or it ended before the owner looked and had a peak over the limit.</summary>
    /// <param name="AtBytes">Resident bytes that the run had added when the owner looked, or its measured peak where it ended.</param>
    /// <param name="LimitBytes">The limit.</param>
    public sealed record OutOfMemory(long AtBytes, long LimitBytes) : Outcome
    {
        /// <inheritdoc/>
        public override OutcomeKind Kind => OutcomeKind.OutOfMemory;

        /// <inheritdoc/>
        public override string? Message => Invariant($"stopped at {AtBytes / 1e6:0} MB, limit {LimitBytes / 1e6:0} MB");
    }

    /// <summary>The process ended by itself.</summary>
    /// <param name="HowItEnded">A signal, an exit code, or what it did wrong.</param>
    /// <param name="ErrorText">The end of what it wrote to standard error; empty when it wrote nothing.</param>
    public sealed record Crashed(string HowItEnded, string ErrorText) : Outcome
    {
        /// <summary>Whether another process, or the system for want of memory, killed the worker: no compiler ends by this signal.</summary>
        public bool WasKilled { get; init; }

        /// <inheritdoc/>
        public override OutcomeKind Kind => OutcomeKind.Crashed;

        /// <inheritdoc/>
        public override string? Message => ErrorText.Length == 0 ? HowItEnded : $"{HowItEnded}: {ErrorText}";
    }

    /// <summary>This tool failed: a file could not be read, a worker did not start, or the system stopped it. It says nothing of the engine and is never recorded as the engine's.</summary>
    /// <param name="Reason">What failed.</param>
    public sealed record ToolFailed(string Reason) : Outcome
    {
        /// <inheritdoc/>
        public override OutcomeKind Kind => OutcomeKind.ToolFailed;

        /// <inheritdoc/>
        public override string? Message => Reason;
    }

    /// <summary>
    /// Returns this outcome where it is the engine's. One rule for a failure of this tool: the suite, whose cases do not depend on one another,
    /// records it (the outcome <see cref="OutcomeKind.ToolFailed"/>) and measures the case again when the run is resumed. Every other experiment
    /// needs the value to go on, calls this method and ends. Neither takes the failure for a result of the engine.
    /// </summary>
    /// <exception cref="ToolFailedException">The outcome is <see cref="ToolFailed"/>.</exception>
    public Outcome ThrowIfToolFailed() => this is ToolFailed failed ? throw new ToolFailedException(failed.Reason) : this;
}

/// <summary>This tool failed where no engine can be blamed; the message is one line.</summary>
public sealed class ToolFailedException(string message) : IOException(message);
