namespace CompileBench.Modules;

/// <summary>
/// The parts of the name of a generated module: <c>nested-blocks@1024</c>, <c>nested-blocks@1024-s7</c> or <c>fuzz-default@42</c>.
/// The only place that takes such names apart and puts them together. It does not check that the generator exists.
/// </summary>
/// <param name="Generator">The shape of a ladder, or a preset of the fuzzer.</param>
/// <param name="Number">The size of a ladder's rung, or the seed of a fuzz module, as it was written.</param>
/// <param name="Seed">The seed of a ladder's rung as it was written; null where the name has none.</param>
public readonly record struct GeneratedName(string Generator, string Number, string? Seed = null)
{
    private const char NumberMark = '@';
    private const string SeedMark = "-s";

    /// <summary>The text behind the generator's name, such as <c>@1024-s7</c>.</summary>
    public string Suffix => Seed is null ? $"{NumberMark}{Number}" : $"{NumberMark}{Number}{SeedMark}{Seed}";

    /// <summary>Splits a name. Returns false where the text has no <c>@</c>: then it is no name of a generated module.</summary>
    public static bool TrySplit(string text, out GeneratedName name)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.IndexOf(NumberMark, StringComparison.Ordinal);
        if (at < 0)
        {
            name = default;
            return false;
        }

        var number = text[(at + 1)..];
        var seed = number.IndexOf(SeedMark, StringComparison.Ordinal);
        name = seed < 0
            ? new GeneratedName(text[..at], number)
            : new GeneratedName(text[..at], number[..seed], number[(seed + SeedMark.Length)..]);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Generator + Suffix;
}
