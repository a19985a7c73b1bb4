namespace CompileBench.Measuring.Explaining.Differences;

/// <summary>Says in words what an <see cref="ExplanationDifference"/> shows, and no more than that.</summary>
public static class DifferenceClaim
{
    /// <summary>Repeats of one compile scatter by less than a tenth of this: anything smaller is called no change.</summary>
    public const double SmallestRatio = 0.0005;

    /// <summary>One or two sentences.</summary>
    public static string Of(ExplanationDifference difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        var (baseline, candidate) = (difference.Baseline, difference.Candidate);
        var (from, to) = (Label(baseline, candidate), Label(candidate, baseline));
        var totals = $"{InstructionText.Of(baseline.Instructions)} to {InstructionText.Of(candidate.Instructions)}";
        if (Math.Abs(difference.Ratio - 1) < SmallestRatio)
        {
            return $"{to} executes as many instructions as {from} on {candidate.Module}, within {SmallestRatio * 100:0.00}% ({totals}).";
        }

        var more = difference.Ratio > 1;
        var claim = $"{to} executes {InstructionText.Percent(Math.Abs(difference.Ratio - 1))} {(more ? "more" : "fewer")} instructions than {from} on {candidate.Module} ({totals})";
        return baseline.PhasesUnknown is null && candidate.PhasesUnknown is null
            ? $"{claim}; {Blame(difference, more)}"
            : $"{claim}; phases are unknown where a library has no symbols.";
    }

    private static string Label(Explanation one, Explanation other) =>
        one.Engine == other.Engine ? one.Settings : one.Settings == other.Settings ? one.Engine : $"{one.Engine} under {one.Settings}";

    private static string Blame(ExplanationDifference difference, bool more)
    {
        // The phase that went furthest in the direction of the whole.
        var first = difference.Phases.First(p => p.Change > 0 == more);
        var direction = more ? "increase" : "decrease";
        var part = first.ShareOfChange <= 1
            ? $"{first.ShareOfChange * 100:0}% of the {direction} is {first.Phase}"
            : $"{first.Phase} alone accounts for {InstructionText.Signed(first.Change)}, other phases together went the other way by {InstructionText.Signed(difference.Change - first.Change)}";
        // A memory copy says little: what counts is who had it made.
        var function = difference.Functions.Where(f => f.Phase == first.Phase && !f.IsShared && f.ChangeWithShared > 0 == more && f.ChangeWithShared != 0)
            .MaxBy(f => Math.Abs(f.ChangeWithShared));
        return function is null
            ? part + "."
            : $"{part}: {Function(function)}.";
    }

    private static string Function(FunctionChange function) => (function.BaselineWithShared, function.CandidateWithShared) switch
    {
        (0, var now) => $"{function.Name} is new with {InstructionText.Of(now)}",
        (var then, 0) => $"{function.Name} is gone with its {InstructionText.Of(then)}",
        var (then, now) => $"{function.Name} went from {InstructionText.Of(then)} to {InstructionText.Of(now)}, copies and containers it uses included",
    };
}
