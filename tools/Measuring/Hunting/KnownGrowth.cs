using CompileBench.Analysis.Scaling.Doubling;
using CompileBench.Modules.Generation.Patterns;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Hunting;

/// <summary>What the findings so far say about patterns that were not measured again: which of them are probably slow for a reason that is known. Immutable.</summary>
internal sealed class KnownGrowth
{
    // By so much a slope has to be above a finding's to have another cause. Slopes of small modules are rather too low than too high.
    private const double Steeper = 0.1;

    private readonly List<Entry> _entries;

    /// <summary>Reads the findings.</summary>
    public KnownGrowth(IEnumerable<HuntFinding> findings) => _entries = [.. findings.Where(f => f.Slope is not null).Select(Entry.FromFinding)];

    /// <summary>
    /// Whether a finding seems to explain what a pattern costs: it grows under these settings, is repeated alike, all that grows in it grows in the
    /// pattern too, and the pattern is not steeper.
    /// </summary>
    /// <param name="settings">The settings' name.</param>
    /// <param name="repetition">What the pattern repeats.</param>
    /// <param name="signature">What grows in the pattern.</param>
    /// <param name="slope">The pattern's slope, or the logarithm to the base 2 of the ratio of the engines; null to leave steepness out.</param>
    public bool IsExplained(string settings, Repetition repetition, string signature, double? slope)
    {
        var (words, deepens) = PatternSignature.ReadKey(signature);
        return _entries.Exists(e => e.Slopes.TryGetValue(settings, out var known) && e.Repetition == repetition && e.Deepens == deepens && (e.Words.Count == 0 ? words.Count == 0 : e.Words.IsSubsetOf(words)) && !(slope > known + Steeper));
    }

    /// <summary>For each finding that grows under these settings the words of its signature; those without words are left out.</summary>
    public IReadOnlyList<IReadOnlySet<string>> WordsFor(string settings) => [.. _entries.Where(e => e.Words.Count > 0 && e.Slopes.ContainsKey(settings)).Select(e => e.Words)];

    /// <summary>The settings under which a finding grows.</summary>
    public static IEnumerable<string> SettingsOf(HuntFinding finding) =>
        finding.Tables.Where(t => t.Growth is nameof(DoublingGrowth.Superlinear) or nameof(DoublingGrowth.Exponential)).Select(t => t.Settings).Append(finding.Settings);

    /// <summary>The slope of a finding that grows under these settings; with two engines the logarithm to the base 2 of their ratio.</summary>
    public static double SlopeUnder(HuntFinding finding, string settings)
    {
        var slope = finding.Settings == settings ? finding.Slope : finding.Tables.FirstOrDefault(t => t.Settings == settings)?.Slope;
        var value = slope ?? finding.Slope!.Value;
        return finding.Kind == HuntFindingKind.Regression ? Math.Log2(value) : value;
    }

    private sealed record Entry(IReadOnlyDictionary<string, double> Slopes, Repetition Repetition, IReadOnlySet<string> Words, bool Deepens)
    {
        public static Entry FromFinding(HuntFinding finding)
        {
            var (words, deepens) = PatternSignature.ReadKey(finding.Signature);
            var slopes = SettingsOf(finding).Distinct(StringComparer.Ordinal).ToDictionary(s => s, s => SlopeUnder(finding, s), StringComparer.Ordinal);
            return new Entry(slopes, PatternJson.Read(finding.Pattern).Repetition, words, deepens);
        }
    }
}
