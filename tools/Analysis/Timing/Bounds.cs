namespace CompileBench.Analysis.Timing;

/// <summary>The interval of an estimate, in the unit of the estimate.</summary>
public readonly record struct Bounds
{
    /// <summary>Makes an interval.</summary>
    /// <param name="lower">The lower end; not NaN.</param>
    /// <param name="upper">The upper end; not NaN, at least <paramref name="lower"/>. Infinity means "unbounded".</param>
    /// <exception cref="ArgumentException">An end is not a number, or the ends are in the wrong order.</exception>
    public Bounds(double lower, double upper)
    {
        if (!(lower <= upper))
        {
            throw new ArgumentException($"Bounds need lower <= upper, got {lower} and {upper}.");
        }

        Lower = lower;
        Upper = upper;
    }

    /// <summary>The lower end.</summary>
    public double Lower { get; }

    /// <summary>The upper end.</summary>
    public double Upper { get; }

    /// <summary>Whether the interval contains <paramref name="value"/>. The ends are included.</summary>
    public bool Contains(double value) => Lower <= value && value <= Upper;

    /// <summary>The bounds of the exponential of an estimate on the log scale.</summary>
    public Bounds Exp() => new(Math.Exp(Lower), Math.Exp(Upper));

    /// <inheritdoc/>
    public override string ToString() => $"[{Lower}, {Upper}]";
}
