using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Scaling.Growth;

/// <summary>
/// The laws of many ladders judged together. What the ladders have in common makes each of them surer: the scatter about their curves is moderated
/// over all of them, so that bounds corrected for hundreds of laws and two exponents of each stay narrow enough to decide (a ladder of eight sizes
/// alone has six degrees of freedom, and Student's t then asks for ten standard errors).
/// </summary>
public static class GrowthStudy
{
    /// <summary>Judges ladders of one metric.</summary>
    /// <param name="ladders">All ladders of the study, of every setting; their number is what bounds are corrected for.</param>
    /// <param name="options">Lines and misrates.</param>
    /// <returns>One law per ladder, in their order.</returns>
    public static IReadOnlyList<GrowthLaw> FromLadders(IReadOnlyList<GrowthLadder> ladders, GrowthOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(ladders);
        options ??= new GrowthOptions();
        ModeratedVariance sizes = SizeWeights.Prior(ladders.SelectMany(l => l.Points));
        GrowthCurve?[] curves = [.. ladders.Select(l => GrowthCurve.FromLadder(l, sizes, options))];
        ModeratedVariance scatter = ModeratedVariance.FromCases(
            curves.OfType<GrowthCurve>().Select(c => (c.Scatter.Deviation * c.Scatter.Deviation, c.Scatter.DegreesOfFreedom)));
        GrowthEvidence?[] evidence = [.. curves.Select(c => c is null ? null : GrowthEvidence.FromCurve(c, scatter, options))];
        GrowthEvidence[] known = [.. evidence.OfType<GrowthEvidence>()];
        if (known.Length == 0)
        {
            return [.. ladders.Select(WithoutLaw)];
        }

        // Half of the rate for each kind of false verdict.
        var judge = new GrowthJudge(
            options,
            FalseDiscoveries.LevelFor([.. known.Select(e => e.SuperlinearProbability(options.SuperlinearLine))], options.FalseVerdicts / 2),
            FalseDiscoveries.LevelFor([.. known.Select(e => e.MildProbability(options.MildLine))], options.FalseVerdicts / 2));
        var peers = ladders.GroupBy(l => l.Settings, StringComparer.Ordinal).ToDictionary(g => g.Key, g => new PeerSlopes(g), StringComparer.Ordinal);
        return [.. ladders.Select((l, i) => evidence[i] is { } e ? judge.Judge(l, e, peers[l.Settings]) : WithoutLaw(l))];
    }

    private static GrowthLaw WithoutLaw(GrowthLadder ladder) =>
        new(ladder, null, null, GrowthVerdict.Open, GrowthReason.TooFewSizes, null, null, null, null);
}
