namespace CompileBench.Measuring.Reducing;

/// <summary>One side of a comparison, or a part of one.</summary>
internal abstract record Term
{
    /// <summary>Its value; null when a quantity in it has none.</summary>
    public abstract double? Value(Func<Quantity, double?> measure);

    /// <summary>Every quantity in it.</summary>
    public virtual IEnumerable<Quantity> Quantities => [];

    /// <summary>A number, in seconds or bytes where it had a unit.</summary>
    public sealed record Number(double Amount) : Term
    {
        /// <inheritdoc/>
        public override double? Value(Func<Quantity, double?> measure) => Amount;
    }

    /// <summary>A quantity to be measured.</summary>
    public sealed record Measured(Quantity What) : Term
    {
        /// <inheritdoc/>
        public override double? Value(Func<Quantity, double?> measure) => measure(What);

        /// <inheritdoc/>
        public override IEnumerable<Quantity> Quantities => [What];
    }

    /// <summary>Two terms and what is done with them: one of <c>+ - * /</c>.</summary>
    public sealed record Operation(char Sign, Term Left, Term Right) : Term
    {
        /// <inheritdoc/>
        public override double? Value(Func<Quantity, double?> measure)
        {
            var (left, right) = (Left.Value(measure), Right.Value(measure));
            return Sign switch
            {
                '+' => left + right,
                '-' => left - right,
                '*' => left * right,
                _ => left / right,
            };
        }

        /// <inheritdoc/>
        public override IEnumerable<Quantity> Quantities => Left.Quantities.Concat(Right.Quantities);
    }
}
