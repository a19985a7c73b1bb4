using CompileBench.Results.Schema;

namespace CompileBench.Engines.Operations;

/// <summary>How one run of an operation failed while the process went on.</summary>
/// <param name="Kind">The kind of outcome: <see cref="OutcomeKind.Rejected"/> where the engine refused the module, <see cref="OutcomeKind.Trapped"/> or
/// <see cref="OutcomeKind.WrongOutput"/> where its code ran.</param>
/// <param name="Message">The engine's words, on one line.</param>
public sealed record OperationFailure(OutcomeKind Kind, string Message)
{
    /// <summary>The engine refused the module; null where it gave no message, which means that it did not refuse.</summary>
    public static OperationFailure? FromRejection(string? message) => message is null ? null : new OperationFailure(OutcomeKind.Rejected, message);
}

/// <summary>An operation failed before its timed region.</summary>
public sealed class OperationFailedException(OperationFailure failure) : Exception(failure.Message)
{
    /// <summary>How it failed.</summary>
    public OperationFailure Failure => failure;
}
