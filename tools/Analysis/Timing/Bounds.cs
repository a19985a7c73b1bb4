namespace CompileBench.Analysis.Timing;

/// <summary>The interval an estimate is given with, in the estimate's own unit.</summary>
public readonly record struct Bounds
{
    /// <summary>Makes an interval.</summary>
    /// <param name="lower">The lower end; not NaN.</param>
    /// <param name="upper">The upper end; not NaN, at least <paramref name="lower"/>. Infinity says "unbounded".</param>
    /// <exception cref="ArgumentException">The ends are in the wrong order or not numbers.</exception>
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

    /// <summary>True when <paramref name="value"/> lies within, ends included.</summary>
    public bool Contains(double value) => Lower <= value && value <= Upper;

    /// <summary>The bounds of the exponential, for estimates made on the log scale.</summary>
    public Bounds Exp() => new(Math.Exp(Lower), Math.Exp(Upper));

    /// <inheritdoc/>
    public override string ToString() => $"[{Lower}, {Upper}]";
}
