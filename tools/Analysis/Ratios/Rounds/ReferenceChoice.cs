namespace CompileBench.Analysis.Ratios.Rounds;

/// <summary>
/// Whether a run's times are steadier over their references than bare, by measurement: how far one case's values of successive rounds differ.
/// One decision is made for the whole run, so that all of its figures are in one unit.
/// </summary>
/// <param name="Unit">The unit to judge in.</param>
/// <param name="Reason">Why.</param>
/// <param name="BareSpread">The scatter of a bare time between rounds, as a deviation of its logarithm; null where no case has two rounds.</param>
/// <param name="OverReferenceSpread">The same of the time over its reference; null where there are no references.</param>
/// <param name="Differences">How many differences of successive rounds both are taken from.</param>
public sealed record ReferenceChoice(TimeUnit Unit, ReferenceReason Reason, double? BareSpread, double? OverReferenceSpread, int Differences)
{
    /// <summary>Fewer differences cannot show which of the two is steadier.</summary>
    public const int FewestDifferences = 8;

    // The mean absolute difference of two standard normal values is 2 / sqrt(pi).
    private static readonly double NormalDeviation = Math.Sqrt(Math.PI) / 2;

    /// <summary>Decides from all stretches of a run.</summary>
    public static ReferenceChoice FromStretches(IEnumerable<RoundStretch> stretches)
    {
        ArgumentNullException.ThrowIfNull(stretches);
        RoundStretch[] all = [.. stretches];
        bool referenced = all.Length > 0 && all.All(s => s.HasReference);
        double[] bare = AbsoluteDifferences(all, TimeUnit.Bare);
        double? bareSpread = Spread(bare);
        if (!referenced)
        {
            return new ReferenceChoice(TimeUnit.Bare, ReferenceReason.NoReference, bareSpread, null, bare.Length);
        }

        double? overSpread = Spread(AbsoluteDifferences(all, TimeUnit.OverReference));
        return bare.Length < FewestDifferences ? new ReferenceChoice(TimeUnit.Bare, ReferenceReason.TooFewRounds, bareSpread, overSpread, bare.Length)
            : overSpread < bareSpread ? new ReferenceChoice(TimeUnit.OverReference, ReferenceReason.Steadier, bareSpread, overSpread, bare.Length)
            : new ReferenceChoice(TimeUnit.Bare, ReferenceReason.NotSteadier, bareSpread, overSpread, bare.Length);
    }

    // The mean and not the median: a state of the machine that one round in five falls into is what the reference is there for.
    private static double? Spread(double[] differences) => differences.Length == 0 ? null : NormalDeviation * differences.Average();

    private static double[] AbsoluteDifferences(IEnumerable<RoundStretch> stretches, TimeUnit unit) =>
        [.. stretches.GroupBy(s => (s.Module, s.Settings)).SelectMany(g =>
        {
            double[] logs = [.. g.OrderBy(s => s.Round).Select(s => s.LogCentreIn(unit))];
            return logs.Skip(1).Select((value, i) => Math.Abs(value - logs[i]));
        })];
}

/// <summary>Why a run's times are judged in a unit.</summary>
public enum ReferenceReason
{
    /// <summary>Some samples have no reference.</summary>
    NoReference,

    /// <summary>Too few cases have two rounds to tell.</summary>
    TooFewRounds,

    /// <summary>Times over their references differ less between rounds.</summary>
    Steadier,

    /// <summary>Bare times differ less, or no more, between rounds.</summary>
    NotSteadier,
}
