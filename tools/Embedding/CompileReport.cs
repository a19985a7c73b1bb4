using CompileBench.Analysis.Prediction;

namespace CompileBench.Embedding;

/// <summary>How one attempt to compile a module ended.</summary>
public enum AttemptOutcome
{
    /// <summary>There is an artifact.</summary>
    Compiled,

    /// <summary>Not tried: the prediction is far over what the attempt may use.</summary>
    PredictedOver,

    /// <summary>Stopped: its CPU time, or four times as much wall time, was used.</summary>
    OverBudget,

    /// <summary>Stopped: it added more memory than it may, or an allocation failed at the ceiling.</summary>
    OutOfMemory,

    /// <summary>The engine refused the module under this setting.</summary>
    Rejected,

    /// <summary>The compiler ended the worker process.</summary>
    Crashed,

    /// <summary>Something else than the module or the compiler failed: a disk, a limit that cannot be set, a process killed from outside.</summary>
    HostFault,
}

/// <summary>One attempt to compile a module.</summary>
/// <param name="Settings">The settings' name.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Allowance">CPU time that it was allowed.</param>
/// <param name="CpuTime">CPU time that it used; null where it was not tried or not measured.</param>
/// <param name="WallTime">Wall time that it took, the start of a worker process included where none was ready.</param>
/// <param name="PeakBytes">Peak memory that it added, in bytes, a lower bound where it was stopped; null where it was not measured.</param>
/// <param name="PredictedCpu">CPU time that the cost model predicts, on the machine of the training runs unless the model was made for this host; null without a model.</param>
/// <param name="Stage">The compiler's stage in which it was stopped; null where that was not measured.</param>
/// <param name="Reason">Why there is no artifact, in one line; null where there is one.</param>
public sealed record CompileAttempt(
    string Settings, AttemptOutcome Outcome, TimeSpan Allowance, TimeSpan? CpuTime, TimeSpan WallTime, long? PeakBytes, CostEstimate? PredictedCpu, string? Stage, string? Reason)
{
    /// <summary>Wall time of the compile alone, without what the worker does before and after it; null where it did not complete.</summary>
    public TimeSpan? EngineTime { get; init; }
}

/// <summary>What was tried to compile a module.</summary>
/// <param name="ModuleDigest">SHA-256 of the module, <c>sha256:…</c>.</param>
/// <param name="ModuleBytes">The module's size.</param>
/// <param name="Limits">What it was allowed to cost.</param>
/// <param name="Attempts">The attempts in order.</param>
public sealed record CompileReport(string ModuleDigest, long ModuleBytes, CompileLimits Limits, IReadOnlyList<CompileAttempt> Attempts)
{
    /// <summary>CPU time of all attempts together.</summary>
    public TimeSpan CpuTime => TimeSpan.FromTicks(Attempts.Sum(a => a.CpuTime?.Ticks ?? 0));

    /// <summary>Wall time of all attempts together.</summary>
    public TimeSpan WallTime => TimeSpan.FromTicks(Attempts.Sum(a => a.WallTime.Ticks));
}
