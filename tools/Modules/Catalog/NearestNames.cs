namespace CompileBench.Modules.Catalog;

/// <summary>Finds the names that the user may have meant: of modules, suites, settings, options.</summary>
public static class NearestNames
{
    /// <summary>Returns the known names that are nearest to a text, nearest first; empty when none is near enough.</summary>
    /// <param name="wanted">The text.</param>
    /// <param name="known">All names.</param>
    /// <param name="most">The most names to return.</param>
    public static IReadOnlyList<string> To(string wanted, IEnumerable<string> known, int most = 3)
    {
        // A third of the letters may be wrong, and two in a short word. With more, a suggestion would not help.
        var reach = Math.Max(2, wanted.Length / 3);
        return [.. known
            .Distinct(StringComparer.Ordinal)
            .Select(name => (Name: name, Distance: Score(wanted, name)))
            .Where(candidate => candidate.Distance <= reach)
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Take(most)
            .Select(candidate => candidate.Name)];
    }

    /// <summary>Returns the nearest names as the end of a message: <c>; did you mean 'a' or 'b'?</c>, or nothing when none is near.</summary>
    public static string Suggestion(string wanted, IEnumerable<string> known) => DidYouMean(To(wanted, known));

    /// <summary>Returns names as the end of a message, or an empty text when there are none.</summary>
    public static string DidYouMean(IEnumerable<string> names)
    {
        var quoted = string.Join(" or ", names.Select(name => $"'{name}'"));
        return quoted.Length == 0 ? "" : $"; did you mean {quoted}?";
    }

    /// <summary>A name that begins with or contains the text (three letters or more) counts as two edits away.</summary>
    private static int Score(string wanted, string name)
    {
        var distance = EditDistance.Between(wanted, name);
        var isPart = wanted.Length >= 3 && name.Contains(wanted, StringComparison.OrdinalIgnoreCase);
        return isPart ? Math.Min(distance, 2) : distance;
    }
}
