namespace CompileBench.Reporting.Documents.Tiers;

/// <summary>The total time of one way to compile and call a module, when a number of calls had been made.</summary>
/// <param name="Calls">The number of calls.</param>
/// <param name="Nanoseconds">Time since the start, compiling included.</param>
public sealed record TierTotal(long Calls, double Nanoseconds);

/// <summary>One way to compile and call a module.</summary>
/// <param name="Name">Which way.</param>
/// <param name="Totals">Its totals, fewest calls first; the first one is that of the first call.</param>
public sealed record TierWay(string Name, IReadOnlyList<TierTotal> Totals)
{
    /// <summary>The total after a number of calls, between two measured numbers in proportion; null beyond the last one.</summary>
    /// <param name="calls">The number of calls, from 1.</param>
    public double? TotalAfter(long calls)
    {
        for (var i = 0; i < Totals.Count; i++)
        {
            var upper = Totals[i];
            if (upper.Calls == calls || (i == 0 && upper.Calls > calls))
            {
                return upper.Nanoseconds;
            }

            if (upper.Calls > calls)
            {
                var lower = Totals[i - 1];
                return lower.Nanoseconds + ((upper.Nanoseconds - lower.Nanoseconds) * (calls - lower.Calls) / (upper.Calls - lower.Calls));
            }
        }

        return null;
    }
}

/// <summary>What <c>tier</c> measured of a module. Times are in nanoseconds since the start of the way.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Engine">The engine's label.</param>
/// <param name="State">Where the tiered module ended: whether the second tier was there.</param>
/// <param name="TriggeredAt">When the second tier began to be compiled; null where it did not.</param>
/// <param name="SwappedAt">When it was there; null where it was not.</param>
/// <param name="FirstTierCalls">How many calls the first tier had; the swap came after them.</param>
/// <param name="Failure">Why there is no second tier; null where nothing failed.</param>
/// <param name="SameOutput">Whether every call of every way returned the same.</param>
/// <param name="Tiered">In two tiers.</param>
/// <param name="Alone">Either tier alone.</param>
public sealed record TierTimeline(
    string Module,
    string Engine,
    string State,
    double? TriggeredAt,
    double? SwappedAt,
    long FirstTierCalls,
    string? Failure,
    bool SameOutput,
    TierWay Tiered,
    IReadOnlyList<TierWay> Alone);
