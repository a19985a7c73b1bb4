namespace CompileBench.Modules;

/// <summary>
/// The stable kebab-case name of a module, such as <c>sqlite</c>, or of one rung of a ladder, such as <c>nested-loops-locals@1024</c>.
/// Records refer to modules by this name for ever, so renaming one is a breaking change.
/// </summary>
public readonly record struct ModuleName : IComparable<ModuleName>
{
    /// <summary>The most characters a name may have.</summary>
    public const int MaxLength = 100;

    private readonly string? _text;

    /// <summary>Takes a name that is already known to be well-formed.</summary>
    /// <exception cref="FormatException">The text is not a module name; the message says which rule it breaks.</exception>
    public ModuleName(string text)
    {
        if (Fault(text) is { } fault)
        {
            throw new FormatException(fault);
        }

        _text = text;
    }

    /// <summary>The name as text; empty for the default value only.</summary>
    public string Text => _text ?? "";

    /// <summary>Reads a name, or says that the text is none.</summary>
    public static bool TryParse(string? text, out ModuleName name)
    {
        name = text is not null && Fault(text) is null ? new ModuleName(text) : default;
        return name._text is not null;
    }

    /// <inheritdoc/>
    public int CompareTo(ModuleName other) => string.CompareOrdinal(Text, other.Text);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string? Fault(string text)
    {
        if (text.Length is 0 or > MaxLength)
        {
            return $"a module name has 1 to {MaxLength} characters, this one has {text.Length}";
        }

        var previousIsSeparator = true;
        var seenAt = false;
        foreach (var c in text)
        {
            var isSeparator = c is '-' or '.' or '@';
            if (!isSeparator && !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c))
            {
                return $"module name '{text}' may hold a-z, 0-9, '-', '.' and one '@', not '{c}'";
            }

            if ((isSeparator && previousIsSeparator) || (c == '@' && seenAt))
            {
                return $"module name '{text}' has a separator where a letter or digit must stand";
            }

            seenAt |= c == '@';
            previousIsSeparator = isSeparator;
        }

        return previousIsSeparator ? $"module name '{text}' ends in a separator" : null;
    }
}
