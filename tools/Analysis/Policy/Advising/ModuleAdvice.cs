using CompileBench.Analysis.Policy.Choosing;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Policy.Advising;

/// <summary>Which setting to use for a module, and what the others cost.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Digest">SHA-256 of its bytes, <c>sha256:…</c>.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Runs">The expected number of runs; 0 where no run time is known, so that only the compile counts.</param>
/// <param name="RunTimes">The time of a run under each setting; null where nothing is known of it.</param>
/// <param name="Rows">The settings, in the order of the model.</param>
/// <param name="Chosen">The setting to use.</param>
public sealed record ModuleAdvice(
    string Module,
    string Digest,
    long Bytes,
    AdviceQuestion Question,
    double Runs,
    ModuleRunTimes? RunTimes,
    IReadOnlyList<AdviceRow> Rows,
    SettingCandidate Chosen)
{
    /// <summary>The settings that can be chosen.</summary>
    public IReadOnlyList<SettingCandidate> Candidates { get; } = [.. Rows.Select(r => r.Candidate).OfType<SettingCandidate>()];

    /// <summary>Whether the chosen setting is expected to keep to the limits.</summary>
    public bool KeepsLimits => Question.Limits.Allow(Chosen);

    /// <summary>The setting that would be chosen if there were no limits.</summary>
    public SettingCandidate WithoutLimits => Question.Policy.Choose(Candidates, Runs, CompileLimits.None);

    /// <summary>What the default settings cost; null where they cannot be chosen.</summary>
    public SettingCandidate? Default => Find(SettingNames.Baseline);

    /// <summary>Which setting is the cheapest for which number of runs, of those that keep to the limits; of all where none does.</summary>
    public IReadOnlyList<SettingRange> Ranges => Candidates.Any(Question.Limits.Allow)
        ? SettingRanges.FromCandidates([.. Candidates.Where(Question.Limits.Allow)])
        : SettingRanges.FromCandidates(Candidates);

    /// <summary>What the module would need to change for the setting that would be chosen without limits; null where it keeps to them.</summary>
    public NeededChange? Change => NeededChange.Find(Rows.First(r => r.Settings == WithoutLimits.Settings), Question.Limits);

    /// <summary>A setting that can be chosen; null where it cannot.</summary>
    public SettingCandidate? Find(string settings) => Candidates.FirstOrDefault(c => c.Settings == settings);
}
