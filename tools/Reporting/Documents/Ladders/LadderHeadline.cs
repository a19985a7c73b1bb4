using CompileBench.Analysis.Scaling.Growth;

namespace CompileBench.Reporting.Documents.Ladders;

/// <summary>The answer of a scaling run in one sentence, which stands before its table.</summary>
public static class LadderHeadline
{
    private const int MostNamed = 3;

    /// <summary>
    /// <c>time grows faster than the module in 2 of 21 ladders: nested-loops-locals under winch (k = 1.98 (1.93 to 2.03) at the top, superlinear), ...; 15 at most mild, 4 open</c>.
    /// </summary>
    /// <param name="quantity">What grows: <c>time</c> or <c>instructions</c>, with its verb: <c>time grows</c>.</param>
    /// <param name="laws">The laws, each with the name of its ladder.</param>
    public static string ForLaws(string quantity, IReadOnlyList<(string Name, GrowthLaw Law)> laws)
    {
        ArgumentNullException.ThrowIfNull(laws);
        var steep = laws.Where(l => l.Law.IsSuperlinear).OrderByDescending(l => LadderWords.Steepness(l.Law)).ToList();
        var named = steep.Count == 0 ? ""
            : $": {string.Join(", ", steep.Take(MostNamed).Select(l => $"{l.Name} ({LadderWords.Law(l.Law)})"))}{(steep.Count > MostNamed ? $" and {steep.Count - MostNamed} more" : "")}";
        return $"{quantity} faster than the module in {(steep.Count == 0 ? "none" : $"{steep.Count}")} of {laws.Count} ladder{(laws.Count == 1 ? "" : "s")}{named}; "
            + $"{laws.Count(l => l.Law.Verdict == GrowthVerdict.AtMostMild)} at most mild, {laws.Count(l => l.Law.Verdict == GrowthVerdict.Open)} open";
    }
}
