using CompileBench.Analysis.Scaling.Doubling;
using CompileBench.Modules.Generation.Patterns;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Hunting;

/// <summary>What the findings so far say about patterns that were not measured again: which of them are probably slow for a reason that is known. Immutable.</summary>
internal sealed class KnownGrowth
{
    private readonly List<Entry> _entries;

    /// <summary>Reads the findings.</summary>
    public KnownGrowth(IEnumerable<HuntFinding> findings) => _entries = [.. findings.Where(f => f.Slope is not null).Select(Entry.FromFinding)];

    /// <summary>
    /// Whether a finding seems to explain what a pattern costs: it grows under these settings, is repeated alike, and all that grows in it grows in the
    /// pattern too.
    /// </summary>
    public bool IsExplained(string settings, Repetition repetition, string signature)
    {
        var (words, deepens) = PatternSignature.ReadKey(signature);
        return _entries.Exists(e => e.Settings.Contains(settings) && e.Repetition == repetition && e.Deepens == deepens && (e.Words.Count == 0 ? words.Count == 0 : e.Words.IsSubsetOf(words)));
    }

    /// <summary>For each finding that grows under these settings the words of its signature; those without words are left out.</summary>
    public IReadOnlyList<IReadOnlySet<string>> WordsFor(string settings) => [.. _entries.Where(e => e.Words.Count > 0 && e.Settings.Contains(settings)).Select(e => e.Words)];

    /// <summary>The settings under which a finding grows.</summary>
    public static IEnumerable<string> SettingsOf(HuntFinding finding) =>
        finding.Tables.Where(t => t.Growth is nameof(DoublingGrowth.Superlinear) or nameof(DoublingGrowth.Exponential)).Select(t => t.Settings).Append(finding.Settings);

    private sealed record Entry(HashSet<string> Settings, Repetition Repetition, IReadOnlySet<string> Words, bool Deepens)
    {
        public static Entry FromFinding(HuntFinding finding)
        {
            var (words, deepens) = PatternSignature.ReadKey(finding.Signature);
            return new Entry([.. SettingsOf(finding)], PatternJson.Read(finding.Pattern).Repetition, words, deepens);
        }
    }
}
