using System.Globalization;

namespace CompileBench.Measuring.Reducing;

/// <summary>
/// What a reduced module must still show: comparisons joined by <c>and</c>, such as <c>time(speed-backtracking) / time(none-singlepass) &gt; 5</c>.
/// A side is made of numbers (with ms, s, KB, MB or GB where wanted), <c>bytes</c>, metrics of the profile by name, and <c>time</c>,
/// <c>memory</c>, <c>code</c> and <c>instructions</c> of settings and, as a second argument, an engine; with <c>+ - * /</c> and parentheses.
/// </summary>
public sealed class Condition
{
    private readonly string _text;
    private readonly IReadOnlyList<Comparison> _comparisons;

    internal Condition(string text, IReadOnlyList<Comparison> comparisons)
    {
        _text = text;
        _comparisons = comparisons;
    }

    /// <summary>What it asks of a module, each once.</summary>
    public IReadOnlyList<Quantity> Quantities => [.. _comparisons.SelectMany(c => c.Left.Quantities.Concat(c.Right.Quantities)).Distinct()];

    /// <summary>Reads a condition.</summary>
    /// <exception cref="UsageException">It is none; the message says what is wrong and where.</exception>
    public static Condition Parse(string text) => new ConditionParser(text).Parse();

    /// <summary>Measures until it is clear whether the condition holds. A side without a value makes it false.</summary>
    public bool Holds(Func<Quantity, double?> measure) => _comparisons.All(c => c.Holds(measure));

    /// <summary>Describes every comparison with the values of its two sides.</summary>
    /// <param name="measure">Measures a quantity; null where it has no value.</param>
    /// <param name="explain">States why a quantity has no value; null where that is unknown.</param>
    public string Describe(Func<Quantity, double?> measure, Func<Quantity, string?>? explain = null) =>
        string.Join(", ", _comparisons.Select(c => c.Describe(measure, explain)));

    /// <inheritdoc/>
    public override string ToString() => _text;

    internal sealed record Comparison(Term Left, string Sign, Term Right, string Text)
    {
        public bool Holds(Func<Quantity, double?> measure)
        {
            if (Left.Value(measure) is not { } left || Right.Value(measure) is not { } right)
            {
                return false;
            }

            return Sign switch
            {
                ">" => left > right,
                ">=" => left >= right,
                "<" => left < right,
                _ => left <= right,
            };
        }

        public string Describe(Func<Quantity, double?> measure, Func<Quantity, string?>? explain) => $"{Text}: {Show(Left.Value(measure))} {Sign} {Show(Right.Value(measure))}{Reasons(measure, explain, Left.Quantities.Concat(Right.Quantities))}";

        private static string Reasons(Func<Quantity, double?> measure, Func<Quantity, string?>? explain, IEnumerable<Quantity> quantities)
        {
            var reasons = quantities.Distinct().Where(q => measure(q) is null).Select(q => explain?.Invoke(q) is { } reason ? $"{q} has no value: {reason}" : null).OfType<string>().ToList();
            return reasons.Count == 0 ? "" : $" ({string.Join("; ", reasons)})";
        }

        private static string Show(double? value) => value is { } known ? known.ToString("G4", CultureInfo.InvariantCulture) : "no value";
    }
}
