using CompileBench.Modules.Generation.Patterns;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Hunting;

/// <summary>
/// The known shapes that confirmed patterns grow like, each with the steepest of them. Reducing takes off what a law does not need, so that patterns
/// resemble a known shape more before it than after it. Not safe for several threads.
/// </summary>
internal sealed class RediscoveredShapes
{
    private readonly Dictionary<(string Shape, string Settings), HuntRediscovery> _steepest = [];

    /// <summary>The shapes in alphabetical order.</summary>
    public IReadOnlyList<HuntRediscovery> All => [.. _steepest.Values.OrderBy(r => r.Shape, StringComparer.Ordinal).ThenBy(r => r.Settings, StringComparer.Ordinal)];

    /// <summary>Takes a confirmed pattern.</summary>
    /// <param name="settings">The settings under which it was confirmed.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="slope">Its slope over the last two doublings.</param>
    /// <param name="screened">How many candidates had been screened by then; null where that is not known.</param>
    /// <returns>The shapes that no earlier pattern grew like under these settings.</returns>
    public IReadOnlyList<string> Add(string settings, Pattern pattern, double slope, long? screened)
    {
        var added = new List<string>();
        foreach (var shape in KnownLadders.Alike(pattern))
        {
            if (!_steepest.TryGetValue((shape, settings), out var known))
            {
                added.Add(shape);
                _steepest.Add((shape, settings), new HuntRediscovery(shape, settings, slope, PatternJson.Write(pattern), screened));
            }
            else if (known.Slope < slope)
            {
                _steepest[(shape, settings)] = known with { Slope = slope, Pattern = PatternJson.Write(pattern) };
            }
        }

        return added;
    }
}
