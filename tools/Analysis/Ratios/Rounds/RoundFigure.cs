using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Ratios.Rounds;

/// <summary>
/// A figure from rounds, as far as it is known: <see cref="Known"/>, <see cref="FirstRound"/> or <see cref="NotKnownYet"/>. No figure is given with
/// bounds wider than itself.
/// </summary>
/// <param name="Rounds">How many rounds stand behind it.</param>
public abstract record RoundFigure(int Rounds)
{
    /// <summary>Bounds that reach further than this on the log scale are wider than their figure: the upper one is more than twice the figure.</summary>
    private static readonly double WidestReach = Math.Log(2);

    /// <summary>The figure; null where it is not known yet.</summary>
    public virtual double? Figure => null;

    /// <summary>Its bounds; null unless it is known.</summary>
    public virtual Bounds? Limits => null;

    /// <summary>From a centre on the log scale.</summary>
    /// <param name="log">The centre.</param>
    /// <param name="rounds">How many rounds stand behind it, at least 1.</param>
    /// <param name="misrate">How often the bounds may miss, above 0 and below 1.</param>
    internal static RoundFigure FromLog(LogCentre log, int rounds, double misrate) => log.LogBounds(misrate) switch
    {
        null when rounds == 1 => new FirstRound(Math.Exp(log.Value)),
        { } bounds when bounds.Upper - log.Value <= WidestReach => new Known(Math.Exp(log.Value), bounds.Exp(), log, rounds),
        _ => new NotKnownYet(rounds),
    };

    /// <summary>A figure with bounds.</summary>
    /// <param name="Value">The figure.</param>
    /// <param name="Bounds">Where the true one lies.</param>
    /// <param name="Log">The same on the log scale.</param>
    /// <param name="Rounds">How many rounds stand behind it.</param>
    public sealed record Known(double Value, Bounds Bounds, LogCentre Log, int Rounds) : RoundFigure(Rounds)
    {
        /// <inheritdoc/>
        public override double? Figure => Value;

        /// <inheritdoc/>
        public override Bounds? Limits => Bounds;
    }

    /// <summary>A figure after the first round, whose bounds cannot be known.</summary>
    /// <param name="Value">The figure.</param>
    public sealed record FirstRound(double Value) : RoundFigure(1)
    {
        /// <inheritdoc/>
        public override double? Figure => Value;
    }

    /// <summary>The rounds so far differ so much that the bounds would be wider than the figure.</summary>
    /// <param name="Rounds">How many rounds there are.</param>
    public sealed record NotKnownYet(int Rounds) : RoundFigure(Rounds);
}
