using System.Collections.Immutable;
using CompileBench.Measuring.Explaining.Stages;

namespace CompileBench.Measuring.Explaining.Differences;

/// <summary>What changed in the compile of one module from a baseline to a candidate: another engine, or other settings.</summary>
/// <param name="Baseline">The compile compared against.</param>
/// <param name="Candidate">The compile judged.</param>
/// <param name="Phases">Every phase of either, the largest change first.</param>
/// <param name="Functions">Every function that changed, by its own instructions, the largest change first.</param>
public sealed record ExplanationDifference(
    Explanation Baseline,
    Explanation Candidate,
    ImmutableArray<PhaseChange> Phases,
    ImmutableArray<FunctionChange> Functions)
{
    /// <summary>Instructions of the candidate over those of the baseline.</summary>
    public double Ratio => (double)Candidate.Instructions / Math.Max(1, Baseline.Instructions);

    /// <summary>Instructions added; negative where fewer are executed.</summary>
    public long Change => Candidate.Instructions - Baseline.Instructions;

    /// <summary>Compares two explanations of the same module.</summary>
    public static ExplanationDifference Of(Explanation baseline, Explanation candidate)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(candidate);
        var change = (double)(candidate.Instructions - baseline.Instructions);
        var phases = baseline.Phases.Concat(candidate.Phases).Select(p => p.Phase).Distinct()
            .Select(p => new PhaseChange(p, baseline.Of(p), candidate.Of(p), change == 0 ? 0 : (candidate.Of(p) - baseline.Of(p)) / change))
            .OrderByDescending(p => Math.Abs(p.Change));
        var before = baseline.Functions.ToDictionary(f => f.Name);
        var after = candidate.Functions.ToDictionary(f => f.Name);
        var functions = before.Keys.Union(after.Keys)
            .Select(name => Changed(name, before.GetValueOrDefault(name), after.GetValueOrDefault(name)))
            .Where(f => f.Change != 0 || f.ChangeWithShared != 0)
            .OrderByDescending(f => Math.Abs(f.Change))
            .ThenBy(f => f.Name, StringComparer.Ordinal);
        return new ExplanationDifference(baseline, candidate, [.. phases], [.. functions]);
    }

    private static FunctionChange Changed(string name, FunctionCost? before, FunctionCost? after) =>
        new(name, (after ?? before)!.Phase, before?.Exclusive ?? 0, after?.Exclusive ?? 0, (after ?? before)!.IsShared, before?.WithShared ?? 0, after?.WithShared ?? 0);
}

/// <summary>How a phase changed.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Baseline">Its instructions before.</param>
/// <param name="Candidate">Its instructions after.</param>
/// <param name="ShareOfChange">Its part of the whole change: over 1 where other phases went the other way, negative where it did.</param>
public sealed record PhaseChange(CompilerPhase Phase, double Baseline, double Candidate, double ShareOfChange)
{
    /// <summary>Instructions added; negative where fewer are executed.</summary>
    public double Change => Candidate - Baseline;
}

/// <summary>How a function of the compiler changed, by its own instructions; 0 where a library has no such function or did not call it.</summary>
/// <param name="Name">Its shortened name.</param>
/// <param name="Phase">The phase it belongs to.</param>
/// <param name="Baseline">Its own instructions before.</param>
/// <param name="Candidate">Its own instructions after.</param>
/// <param name="IsShared">Whether it serves whoever calls it and has no phase of its own.</param>
/// <param name="BaselineWithShared">Its own instructions before and those that shared functions executed for it.</param>
/// <param name="CandidateWithShared">The same after.</param>
public sealed record FunctionChange(string Name, CompilerPhase Phase, long Baseline, long Candidate, bool IsShared, long BaselineWithShared, long CandidateWithShared)
{
    /// <summary>Instructions added; negative where fewer are executed.</summary>
    public long Change => Candidate - Baseline;

    /// <summary>Instructions added by it and by shared functions for it.</summary>
    public long ChangeWithShared => CandidateWithShared - BaselineWithShared;
}
