namespace CompileBench.Modules.Catalog;

/// <summary>A pattern over names: <c>*</c> stands for any run of characters, <c>?</c> for one. Case does not matter.</summary>
public readonly record struct NameGlob(string Pattern)
{
    /// <summary>Whether the text holds a wildcard at all; without one it is a plain name.</summary>
    public static bool IsPattern(string text) => text.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>Whether a name matches the whole pattern.</summary>
    public bool Matches(string name)
    {
        // Greedy matching with one point of return: linear in practice, no backtracking blow-up on '*a*a*a*'.
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
