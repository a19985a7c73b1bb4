using CompileBench.Analysis.Policy.Choosing;
using CompileBench.Analysis.Prediction;

namespace CompileBench.Analysis.Policy.Advising;

/// <summary>One setting in the advice for a module.</summary>
/// <param name="Settings">The setting.</param>
/// <param name="Prediction">What a compile under it is predicted to cost.</param>
/// <param name="Candidate">What the policy compares; null where the setting cannot be chosen.</param>
/// <param name="Excluded">Why it cannot be chosen, in a few words; null where it can.</param>
public sealed record AdviceRow(string Settings, SettingPrediction Prediction, SettingCandidate? Candidate, string? Excluded)
{
    /// <summary>The time of the first compile of a process in nanoseconds; null where no time is predicted.</summary>
    public double? FirstCompile { get; init; }
}
