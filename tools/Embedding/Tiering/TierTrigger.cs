namespace CompileBench.Embedding.Tiering;

/// <summary>When the second tier begins to be compiled. Closed: nothing outside this file derives from it.</summary>
public abstract record TierTrigger
{
    private TierTrigger()
    {
    }

    /// <summary>As soon as the first tier runs: for a module that is known to be used much.</summary>
    public sealed record Immediately : TierTrigger;

    /// <summary>After so many calls.</summary>
    /// <param name="Calls">The number of calls, from 1.</param>
    public sealed record AfterCalls(long Calls) : TierTrigger;

    /// <summary>After so much time in the first tier.</summary>
    /// <param name="Time">The time.</param>
    public sealed record AfterExecution(TimeSpan Time) : TierTrigger;

    /// <summary>
    /// When the time that the second tier would have saved so far equals the cost of compiling it. Where nobody knows how often a module will be called,
    /// this costs at most twice what the best decision would have cost, whatever comes, and no rule without chance can promise less (Karlin, Manasse,
    /// Rudolph, Sleator: Competitive snoopy caching, 1988: the ski-rental problem).
    /// </summary>
    /// <param name="Speedup">How many times faster code of the second tier runs, above 1; measure it with <c>compilebench tier</c>.</param>
    public sealed record BreakEven(double Speedup) : TierTrigger;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    internal void Validate()
    {
        switch (this)
        {
            case AfterCalls calls:
                ArgumentOutOfRangeException.ThrowIfLessThan(calls.Calls, 1, nameof(AfterCalls));
                break;
            case AfterExecution execution:
                ArgumentOutOfRangeException.ThrowIfLessThan(execution.Time, TimeSpan.Zero, nameof(AfterExecution));
                break;
            case BreakEven { Speedup: var speedup } when !(speedup > 1 && double.IsFinite(speedup)):
                throw new ArgumentOutOfRangeException(nameof(BreakEven), speedup, "a speedup above 1 is needed");
        }
    }

    /// <summary>Whether the second tier is due.</summary>
    /// <param name="calls">Calls of the first tier so far.</param>
    /// <param name="time">Time in the first tier so far.</param>
    /// <param name="compileCost">What compiling the second tier is expected to cost.</param>
    internal bool IsDue(long calls, TimeSpan time, TimeSpan compileCost) => this switch
    {
        AfterCalls wanted => calls >= wanted.Calls,
        AfterExecution wanted => time >= wanted.Time,
        BreakEven wanted => time * (1 - (1 / wanted.Speedup)) >= compileCost,
        _ => true,
    };
}
