using CompileBench.Analysis.Explanation;

namespace CompileBench.Reporting.Language;

/// <summary>What an explanation shows, in one sentence that stands before its tables.</summary>
public static class ExplanationClaim
{
    /// <summary>
    /// <c>sqlite: speed-backtracking executes 2.31 G instructions, the largest part in register allocation (41.2%); winch executes the fewest, 0.24 G (0.104x)</c>.
    /// </summary>
    /// <param name="module">The module's name.</param>
    /// <param name="results">One result per setting; the first one is compared with the others.</param>
    public static string ForResults(string module, IReadOnlyList<ExplainResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var explained = results.Select(r => r.Explanation).OfType<CompileExplanation>().ToList();
        if (explained.Count == 0)
        {
            return $"{module}: no compile was explained";
        }

        var first = explained[0];
        var fewest = explained.MinBy(e => e.Instructions)!;
        return $"{module}: {Executed(first)}" + (fewest == first
            ? explained.Count == 1 ? "" : $", the fewest of {CountText.Format(explained.Count, "setting")}"
            : $"; {fewest.Settings} executes the fewest, {InstructionText.Format(fewest.Instructions)} ({RatioText.Format((double)fewest.Instructions / first.Instructions)})");
    }

    /// <summary><c>m: function 37 (render) takes 61.0% of the compile under winch</c>; where it takes more, the start-up function instead, or what lies outside function bodies.</summary>
    public static string ForBlame(ModuleBlame blame)
    {
        ArgumentNullException.ThrowIfNull(blame);
        var total = Math.Max(1, blame.Total);
        if (blame.Functions is not [var largest, ..] || blame.StartUp > largest.Cost)
        {
            return blame.StartUp is { } startUp
                ? $"{blame.Module}: the start-up function takes {InstructionText.Percent(startUp / total)} of the compile under {blame.Settings}, more than any function of the module"
                : $"{blame.Module}: no function of the module was measured under {blame.Settings}";
        }

        if (blame is { Method: BlameMethod.Substitution, OutsideFunctions: { } outside } && outside > total / 2)
        {
            return $"{blame.Module}: {InstructionText.Percent(outside / total)} of the compile under {blame.Settings} lies outside function bodies, such as in module start-up";
        }

        var name = largest.Function.Name is { } known ? $" ({PlainText.Cut(known, 60)})" : "";
        return $"{blame.Module}: function {largest.Function.Index}{name} takes {InstructionText.Percent(largest.Share)} of the compile under {blame.Settings}"
            + (largest.OverExpected is { } over ? $", {over:0.0} times what its size lets expect" : "");
    }

    /// <summary><c>m: register allocation takes 41.2% (39.0% to 43.5%) of the time of the compile under winch</c>.</summary>
    public static string ForSamples(SampledExplanation sampled)
    {
        ArgumentNullException.ThrowIfNull(sampled);
        return sampled.Stages.MaxBy(s => s.Samples) is { } largest
            ? $"{sampled.Module}: {largest.Stage} takes {InstructionText.Percent(largest.Share.Share)} ({InstructionText.Percent(largest.Share.Lower)} to {InstructionText.Percent(largest.Share.Upper)}) of the time of the compile under {sampled.Settings}"
            : $"{sampled.Module}: no sample was taken under {sampled.Settings}";
    }

    private static string Executed(CompileExplanation explanation)
    {
        var executed = $"{explanation.Settings} executes {InstructionText.Format(explanation.Instructions)} instructions";
        return explanation.Stages.MaxBy(s => s.Instructions) is { } largest
            ? $"{executed}, the largest part in {largest.Stage} ({InstructionText.Percent(largest.Share)})"
            : executed;
    }
}
