using System.Text.Json;
using CompileBench.Analysis.Explanation;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Explaining;

/// <summary>The JSON object that <c>explain --against --json</c> prints; change = candidate - baseline, ratio = candidate / baseline.</summary>
public sealed record DifferenceDocument(
    string Module,
    ComparedDocument Baseline,
    ComparedDocument Candidate,
    double Ratio,
    string Claim,
    IReadOnlyList<StageChangeDocument> Stages,
    IReadOnlyList<FunctionChangeDocument> Functions)
{
    /// <summary>The former name of <see cref="Stages"/>, kept for one version.</summary>
    public IReadOnlyList<StageChangeDocument> Phases => Stages;

    /// <summary>Writes a difference as JSON.</summary>
    public static string ToJson(ExplanationDifference difference) => JsonSerializer.Serialize(
        new DifferenceDocument(
            difference.Candidate.Module,
            Side(difference.Baseline),
            Side(difference.Candidate),
            difference.Ratio,
            DifferenceClaim.ForDifference(difference),
            [.. difference.Stages.Select(s => new StageChangeDocument(s.Stage.Name, (long)Math.Round(s.Baseline), (long)Math.Round(s.Candidate), s.ShareOfChange))],
            [.. difference.Functions.Select(f => new FunctionChangeDocument(f.Name, f.Stage.Name, f.Baseline, f.Candidate, f.Change, f.BaselineWithShared, f.CandidateWithShared))]),
        ExplanationJson.Relaxed.DifferenceDocument);

    private static ComparedDocument Side(CompileExplanation explanation) =>
        new(explanation.Engine, explanation.Settings, explanation.Instructions, ExplanationWords.WhyNoStages(explanation));
}

/// <summary>One side of a difference.</summary>
public sealed record ComparedDocument(string Engine, string Settings, long Instructions, string? Message);

/// <summary>One stage of both sides.</summary>
public sealed record StageChangeDocument(string Stage, long Baseline, long Candidate, double ShareOfChange)
{
    /// <summary>The former name of <see cref="Stage"/>, kept for one version.</summary>
    public string Phase => Stage;
}

/// <summary>One function of both sides: its own instructions, and those with the instructions that shared functions executed for it.</summary>
public sealed record FunctionChangeDocument(string Name, string Stage, long Baseline, long Candidate, long Change, long BaselineWithShared, long CandidateWithShared)
{
    /// <summary>The former name of <see cref="Stage"/>, kept for one version.</summary>
    public string Phase => Stage;
}
