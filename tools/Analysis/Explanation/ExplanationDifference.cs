using System.Collections.Immutable;

namespace CompileBench.Analysis.Explanation;

/// <summary>The change in the compile of one module from a baseline to a candidate: another engine, or other settings.</summary>
/// <param name="Baseline">The compile compared against.</param>
/// <param name="Candidate">The compile judged.</param>
/// <param name="Stages">Every stage of either compile, largest change first.</param>
/// <param name="Functions">Every function whose own instructions changed, largest change first.</param>
public sealed record ExplanationDifference(
    CompileExplanation Baseline,
    CompileExplanation Candidate,
    ImmutableArray<StageChange> Stages,
    ImmutableArray<FunctionChange> Functions)
{
    /// <summary>Instructions of the candidate divided by those of the baseline.</summary>
    public double Ratio => (double)Candidate.Instructions / Math.Max(1, Baseline.Instructions);

    /// <summary>Instructions added; negative where fewer are executed.</summary>
    public long Change => Candidate.Instructions - Baseline.Instructions;

    /// <summary>Compares two explanations of the same module.</summary>
    public static ExplanationDifference Between(CompileExplanation baseline, CompileExplanation candidate)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(candidate);
        var change = (double)(candidate.Instructions - baseline.Instructions);
        var stages = baseline.Stages.Concat(candidate.Stages).Select(p => p.Stage).Distinct()
            .Select(p => new StageChange(p, baseline.InstructionsIn(p), candidate.InstructionsIn(p), change == 0 ? 0 : (candidate.InstructionsIn(p) - baseline.InstructionsIn(p)) / change))
            .OrderByDescending(p => Math.Abs(p.Change));
        var before = baseline.Functions.ToDictionary(f => f.Name);
        var after = candidate.Functions.ToDictionary(f => f.Name);
        var functions = before.Keys.Union(after.Keys)
            .Select(name => Changed(name, before.GetValueOrDefault(name), after.GetValueOrDefault(name)))
            .Where(f => f.Change != 0 || f.ChangeWithShared != 0)
            .OrderByDescending(f => Math.Abs(f.Change))
            .ThenBy(f => f.Name, StringComparer.Ordinal);
        return new ExplanationDifference(baseline, candidate, [.. stages], [.. functions]);
    }

    private static FunctionChange Changed(string name, FunctionCost? before, FunctionCost? after) =>
        new(name, (after ?? before)!.Stage, before?.Exclusive ?? 0, after?.Exclusive ?? 0, (after ?? before)!.IsShared, before?.WithShared ?? 0, after?.WithShared ?? 0);
}

/// <summary>The change of one stage.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Baseline">Its instructions before.</param>
/// <param name="Candidate">Its instructions after.</param>
/// <param name="ShareOfChange">Its share of the whole change: above 1 where other stages changed in the opposite direction, negative where it did.</param>
public sealed record StageChange(CompilerStage Stage, double Baseline, double Candidate, double ShareOfChange)
{
    /// <summary>Instructions added; negative where fewer are executed.</summary>
    public double Change => Candidate - Baseline;
}

/// <summary>The change of one function of the compiler in its own instructions; 0 where a library has no such function or did not call it.</summary>
/// <param name="Name">Its shortened name.</param>
/// <param name="Stage">The stage it belongs to.</param>
/// <param name="Baseline">Its own instructions before.</param>
/// <param name="Candidate">Its own instructions after.</param>
/// <param name="IsShared">Whether it serves any caller and has no stage of its own.</param>
/// <param name="BaselineWithShared">Its own instructions before and those that shared functions executed for it.</param>
/// <param name="CandidateWithShared">The same after.</param>
public sealed record FunctionChange(string Name, CompilerStage Stage, long Baseline, long Candidate, bool IsShared, long BaselineWithShared, long CandidateWithShared)
{
    /// <summary>Instructions added; negative where fewer are executed.</summary>
    public long Change => Candidate - Baseline;

    /// <summary>Instructions added by the function and by shared functions for it.</summary>
    public long ChangeWithShared => CandidateWithShared - BaselineWithShared;
}
