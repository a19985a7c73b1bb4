using System.Diagnostics;

namespace CompileBench.Embedding.Tiering;

/// <summary>What a tiered module has done so far. Not safe for several threads: its owner holds a lock.</summary>
/// <param name="created">When it began, as <see cref="Stopwatch.GetTimestamp"/> says.</param>
/// <param name="firstSettings">The settings of the first tier, which is ready now.</param>
internal sealed class TierProgress(long created, string firstSettings)
{
    private readonly TimeSpan _firstReady = Stopwatch.GetElapsedTime(created);
    private TimeSpan? _triggered;
    private TimeSpan? _swapped;
    private CompileReport? _report;
    private string? _failure;
    private (long Calls, TimeSpan Time) _first;
    private (long Calls, TimeSpan Time) _second;

    /// <summary>Where the module stands.</summary>
    public TierState State { get; private set; }

    /// <summary>What compiling the second tier is expected to cost.</summary>
    public TimeSpan ExpectedCost { get; set; } = SecondTierCost.FromFirst(Stopwatch.GetElapsedTime(created));

    /// <summary>All of it at this moment.</summary>
    public TierStatistics Statistics =>
        new(State, firstSettings, _firstReady, ExpectedCost, _triggered, _swapped, _first.Calls, _first.Time, _second.Calls, _second.Time, _report, _failure);

    /// <summary>Counts a call.</summary>
    /// <param name="tier">The number of its tier, 1 or 2.</param>
    /// <param name="time">How long it took.</param>
    public void Count(int tier, TimeSpan time)
    {
        ref var count = ref tier == 1 ? ref _first : ref _second;
        count = (count.Calls + 1, count.Time + time);
    }

    /// <summary>Whether compiling the second tier is to begin now.</summary>
    public bool IsDue(TierTrigger trigger) => State == TierState.First && trigger.IsDue(_first.Calls, _first.Time, ExpectedCost);

    /// <summary>The second tier begins to be compiled.</summary>
    public void Trigger() => (State, _triggered) = (TierState.Compiling, Stopwatch.GetElapsedTime(created));

    /// <summary>New instances come from the second tier from now on.</summary>
    public void Swap(CompileReport report) => (State, _swapped, _report) = (TierState.Second, Stopwatch.GetElapsedTime(created), report);

    /// <summary>There will be no second tier.</summary>
    /// <param name="reason">Why, in one line.</param>
    /// <param name="report">How it was compiled; null where it was not.</param>
    public void Fail(string reason, CompileReport? report) => (State, _failure, _report) = (TierState.Failed, reason, report);
}
