namespace CompileBench.Modules.Catalog;

/// <summary>Finds the names somebody may have meant: for modules, suites, settings, options, anything with a list of names.</summary>
public static class NearestNames
{
    /// <summary>The known names nearest to a wanted one, nearest first; empty when none is near enough to be meant.</summary>
    /// <param name="wanted">What was asked for.</param>
    /// <param name="known">Every name there is.</param>
    /// <param name="most">The most names to return.</param>
    public static IReadOnlyList<string> To(string wanted, IEnumerable<string> known, int most = 3)
    {
        // A third of the letters may be wrong (two in a short word): past that, a suggestion is noise.
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

    /// <summary>The nearest names as the end of a message: <c>; did you mean 'a' or 'b'?</c>, or nothing when none is near.</summary>
    public static string Suggestion(string wanted, IEnumerable<string> known) => DidYouMean(To(wanted, known));

    /// <summary>Names as the end of a message, or nothing when there is none.</summary>
    public static string DidYouMean(IEnumerable<string> names)
    {
        var quoted = string.Join(" or ", names.Select(name => $"'{name}'"));
        return quoted.Length == 0 ? "" : $"; did you mean {quoted}?";
    }

    /// <summary>A name that merely begins with or contains what was typed (three letters or more) counts as two edits away.</summary>
    private static int Score(string wanted, string name)
    {
        var distance = EditDistance.Between(wanted, name);
        var isPart = wanted.Length >= 3 && name.Contains(wanted, StringComparison.OrdinalIgnoreCase);
        return isPart ? Math.Min(distance, 2) : distance;
    }
}
