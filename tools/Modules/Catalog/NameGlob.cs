namespace CompileBench.Modules.Catalog;

/// <summary>A pattern for names: <c>*</c> matches any characters, <c>?</c> matches one. Case is ignored.</summary>
public readonly record struct NameGlob(string Pattern)
{
    /// <summary>Whether the text contains a wildcard. Without one it is a name.</summary>
    public static bool IsPattern(string text) => text.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>Whether a name matches the whole pattern.</summary>
    public bool Matches(string name)
    {
        // Greedy matching that returns to the last '*' only, so that patterns such as '*a*a*a*' take no exponential time.
        int p = 0, n = 0, star = -1, resume = 0;
        while (n < name.Length)
        {
            if (p < Pattern.Length && Pattern[p] == '*')
            {
                star = p++;
                resume = n;
            }
            else if (p < Pattern.Length && (Pattern[p] == '?' || char.ToLowerInvariant(Pattern[p]) == char.ToLowerInvariant(name[n])))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++resume;
            }
            else
            {
                return false;
            }
        }

        return Pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }
}
