namespace CompileBench.Results.Schema;

/// <summary>What follows from an outcome.</summary>
/// <param name="Kind">The outcome.</param>
/// <param name="Name">The outcome in words, for people.</param>
/// <param name="IsResult">Whether the engine caused the outcome, so that a comparison of engines may use it.</param>
/// <param name="TimeIsLowerBound">Whether the last sample's time is a lower bound of what the operation needs.</param>
/// <param name="MemoryIsLowerBound">Whether the recorded peak is a lower bound of what the operation needs.</param>
/// <param name="IsMeasuredAgain">Whether a resumed run measures the case again.</param>
public sealed record OutcomeDescription(
    OutcomeKind Kind,
    string Name,
    bool IsResult,
    bool TimeIsLowerBound,
    bool MemoryIsLowerBound,
    bool IsMeasuredAgain);

/// <summary>The one list of outcomes and of what follows from each.</summary>
public static class Outcomes
{
    /// <summary>Every outcome, in the order of <see cref="OutcomeKind"/>.</summary>
    public static IReadOnlyList<OutcomeDescription> All { get; } =
    [
        Result(OutcomeKind.Completed, "completed"),
        Result(OutcomeKind.Rejected, "rejected"),
        Result(OutcomeKind.TimedOut, "timed out") with { TimeIsLowerBound = true, MemoryIsLowerBound = true },
        Result(OutcomeKind.OutOfMemory, "out of memory") with { MemoryIsLowerBound = true },
        Result(OutcomeKind.Crashed, "crashed"),
        Result(OutcomeKind.Trapped, "trapped"),
        Result(OutcomeKind.WrongOutput, "wrong output"),
        Result(OutcomeKind.ToolFailed, "tool failed") with { IsResult = false, IsMeasuredAgain = true },
    ];

    /// <summary>The properties of one outcome.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no outcome.</exception>
    public static OutcomeDescription Describe(this OutcomeKind kind) =>
        Enum.IsDefined(kind) ? All[(int)kind] : throw new ArgumentOutOfRangeException(nameof(kind), kind, "not an outcome");

    private static OutcomeDescription Result(OutcomeKind kind, string name) =>
        new(kind, name, IsResult: true, TimeIsLowerBound: false, MemoryIsLowerBound: false, IsMeasuredAgain: false);
}
