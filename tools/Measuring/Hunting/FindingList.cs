using CompileBench.Modules.Generation.Patterns;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Hunting;

/// <summary>The findings of a hunt, each under a name of its own and none twice. Not safe for several threads.</summary>
internal sealed class FindingList
{
    // A compiler that aborts does so on many candidates.
    private const int MostFailuresAlike = 3;

    // What is so much steeper has another cause, although the same instructions grow in it.
    private const double MuchSteeper = 0.3;

    private readonly List<HuntFinding> _findings = [];

    /// <summary>The findings in the order they were made.</summary>
    public IReadOnlyList<HuntFinding> All => _findings;

    /// <summary>Takes up the findings of earlier sessions.</summary>
    public void Restore(IEnumerable<HuntFinding> findings)
    {
        _findings.AddRange(findings);
        Growth = new KnownGrowth(_findings);
    }

    /// <summary>What the findings say about other patterns.</summary>
    public KnownGrowth Growth { get; private set; } = new([]);

    /// <summary>
    /// Whether there is a finding like this one already: of growth, one with the same repetition and signature that grows under its settings too, and about as
    /// steeply.
    /// </summary>
    public bool HasLike(HuntFinding finding)
    {
        var alike = _findings.Where(f => f.Kind == finding.Kind && RepetitionOf(f) == RepetitionOf(finding)).ToList();
        return finding.Slope is null
            ? alike.Count(f => f.Settings == finding.Settings && f.Message == finding.Message) >= MostFailuresAlike
            : alike.Any(f => f.Signature == finding.Signature && KnownGrowth.SettingsOf(f).Contains(finding.Settings)
                && KnownGrowth.SlopeUnder(finding, finding.Settings) <= KnownGrowth.SlopeUnder(f, finding.Settings) + MuchSteeper);
    }

    /// <summary>Adds a finding unless there is one like it.</summary>
    /// <returns>The finding under its name; null where there is one like it.</returns>
    public HuntFinding? Add(HuntFinding finding)
    {
        if (HasLike(finding))
        {
            return null;
        }

        var name = finding.Name;
        for (var i = 2; _findings.Any(f => f.Name == name); i++)
        {
            name = $"{finding.Name}-{i}";
        }

        _findings.Add(finding with { Name = name });
        Growth = new KnownGrowth(_findings);
        return _findings[^1];
    }

    private static Repetition RepetitionOf(HuntFinding finding) => PatternJson.Read(finding.Pattern).Repetition;
}
