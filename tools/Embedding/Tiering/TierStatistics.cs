namespace CompileBench.Embedding.Tiering;

/// <summary>Where a <see cref="TieredModule"/> stands.</summary>
public enum TierState
{
    /// <summary>Instances come from the first tier, and the second one is not due yet.</summary>
    First,

    /// <summary>Instances come from the first tier, and the second one is being compiled.</summary>
    Compiling,

    /// <summary>New instances come from the second tier.</summary>
    Second,

    /// <summary>The second tier could not be made. Instances come from the first tier, as before.</summary>
    Failed,
}

/// <summary>What happened so far, at one moment. Times are wall times since the module was created, unless they are times of calls.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="FirstSettings">The settings of the first tier.</param>
/// <param name="FirstReady">When the first tier was ready.</param>
/// <param name="ExpectedCost">What compiling the second tier was expected to cost.</param>
/// <param name="Triggered">When the second tier began to be compiled; null where it did not.</param>
/// <param name="Swapped">When new instances began to come from the second tier; null where they did not.</param>
/// <param name="FirstCalls">Calls into instances of the first tier.</param>
/// <param name="FirstTime">The time of these calls.</param>
/// <param name="SecondCalls">Calls into instances of the second tier.</param>
/// <param name="SecondTime">The time of these calls.</param>
/// <param name="SecondReport">How the second tier was compiled; null before.</param>
/// <param name="Failure">Why there is no second tier, in one line; null where nothing failed.</param>
public sealed record TierStatistics(
    TierState State,
    string FirstSettings,
    TimeSpan FirstReady,
    TimeSpan ExpectedCost,
    TimeSpan? Triggered,
    TimeSpan? Swapped,
    long FirstCalls,
    TimeSpan FirstTime,
    long SecondCalls,
    TimeSpan SecondTime,
    CompileReport? SecondReport,
    string? Failure);

/// <summary>Says that the second tier is there, or that it will not be.</summary>
/// <param name="statistics">What happened so far.</param>
public sealed class TierEventArgs(TierStatistics statistics) : EventArgs
{
    /// <summary>What happened so far.</summary>
    public TierStatistics Statistics => statistics;
}
