using System.Text.Json;
using CompileBench.Measuring.Explaining;
using CompileBench.Measuring.Explaining.Differences;

namespace CompileBench.Cli.Explaining;

/// <summary>What <c>explain --against --json</c> prints; change = candidate - baseline, ratio = candidate / baseline.</summary>
internal sealed record DifferenceDocument(
    string Module,
    ComparedDocument Baseline,
    ComparedDocument Candidate,
    double Ratio,
    string Claim,
    IReadOnlyList<PhaseChangeDocument> Phases,
    IReadOnlyList<FunctionChangeDocument> Functions)
{
    public static DifferenceDocument Of(ExplanationDifference difference) => new(
        difference.Candidate.Module,
        Compared(difference.Baseline),
        Compared(difference.Candidate),
        difference.Ratio,
        DifferenceClaim.Of(difference),
        [.. difference.Phases.Select(p => new PhaseChangeDocument(p.Phase.Name, (long)Math.Round(p.Baseline), (long)Math.Round(p.Candidate), p.ShareOfChange))],
        [.. difference.Functions.Select(f => new FunctionChangeDocument(f.Name, f.Phase.Name, f.Baseline, f.Candidate, f.Change, f.BaselineWithShared, f.CandidateWithShared))]);

    public string ToJson() => JsonSerializer.Serialize(this, ExplainJson.Relaxed.DifferenceDocument);

    private static ComparedDocument Compared(Explanation explanation) => new(explanation.Engine, explanation.Settings, explanation.Instructions, explanation.PhasesUnknown);
}

/// <summary>One side.</summary>
internal sealed record ComparedDocument(string Engine, string Settings, long Instructions, string? Message);

/// <summary>One phase of both sides.</summary>
internal sealed record PhaseChangeDocument(string Phase, long Baseline, long Candidate, double ShareOfChange);

/// <summary>One function of both sides, by its own instructions, and with those that shared functions executed for it.</summary>
internal sealed record FunctionChangeDocument(string Name, string Phase, long Baseline, long Candidate, long Change, long BaselineWithShared, long CandidateWithShared);
