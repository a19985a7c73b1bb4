using CompileBench.Analysis.Explanation;

namespace CompileBench.Reporting.Language;

/// <summary>Describes an <see cref="ExplanationDifference"/> in one or two sentences.</summary>
public static class DifferenceClaim
{
    /// <summary>A smaller relative change counts as no change: repeats of one compile vary by less than a tenth of this.</summary>
    public const double SmallestRatio = 0.0005;

    /// <summary>Returns the sentences.</summary>
    public static string ForDifference(ExplanationDifference difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        var (baseline, candidate) = (difference.Baseline, difference.Candidate);
        var (from, to) = (Label(baseline, candidate), Label(candidate, baseline));
        var totals = $"{InstructionText.Format(baseline.Instructions)} to {InstructionText.Format(candidate.Instructions)}";
        if (Math.Abs(difference.Ratio - 1) < SmallestRatio)
        {
            return $"{to} executes as many instructions as {from} on {candidate.Module}, within {SmallestRatio * 100:0.00}% ({totals}).";
        }

        var more = difference.Ratio > 1;
        var claim = $"{to} executes {InstructionText.Percent(Math.Abs(difference.Ratio - 1))} {(more ? "more" : "fewer")} instructions than {from} on {candidate.Module} ({totals})";
        return baseline.HasSymbols && candidate.HasSymbols
            ? $"{claim}; {Blame(difference, more)}"
            : $"{claim}; stages are unknown where a library has no symbols.";
    }

    private static string Label(CompileExplanation one, CompileExplanation other) =>
        one.Engine == other.Engine ? one.Settings : one.Settings == other.Settings ? one.Engine : $"{one.Engine} under {one.Settings}";

    private static string Blame(ExplanationDifference difference, bool more)
    {
        // The stage with the largest change in the direction of the total.
        var first = difference.Stages.First(s => s.Change > 0 == more);
        var direction = more ? "increase" : "decrease";
        var part = first.ShareOfChange <= 1
            ? $"{PercentText.Whole(first.ShareOfChange)} of the {direction} is {first.Stage}"
            : $"{first.Stage} alone accounts for {InstructionText.Signed(first.Change)}, the other stages together changed by {InstructionText.Signed(difference.Change - first.Change)}";
        // A memory copy says little; its caller is what matters.
        var function = difference.Functions.Where(f => f.Stage == first.Stage && !f.IsShared && f.ChangeWithShared > 0 == more && f.ChangeWithShared != 0)
            .MaxBy(f => Math.Abs(f.ChangeWithShared));
        return function is null
            ? part + "."
            : $"{part}: {Function(function)}.";
    }

    private static string Function(FunctionChange function) => (function.BaselineWithShared, function.CandidateWithShared) switch
    {
        (0, var now) => $"{function.Name} is new with {InstructionText.Format(now)}",
        (var then, 0) => $"{function.Name} is gone with its {InstructionText.Format(then)}",
        var (then, now) => $"{function.Name} went from {InstructionText.Format(then)} to {InstructionText.Format(now)}, including the copies and containers it uses",
    };
}
