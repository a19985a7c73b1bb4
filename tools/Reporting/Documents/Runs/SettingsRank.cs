namespace CompileBench.Reporting.Documents.Runs;

/// <summary>Where a setting stands in tables and legends.</summary>
internal static class SettingsRank
{
    /// <summary>Its place in the given order; behind all of them where it is not named.</summary>
    public static int Of(IReadOnlyList<string> order, string settings)
    {
        for (var i = 0; i < order.Count; i++)
        {
            if (order[i] == settings)
            {
                return i;
            }
        }

        return int.MaxValue;
    }
}
