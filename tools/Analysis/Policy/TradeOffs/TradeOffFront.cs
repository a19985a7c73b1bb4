namespace CompileBench.Analysis.Policy.TradeOffs;

/// <summary>
/// Which choices are worth taking: those that no other beats in one cost without being worse in the other (the Pareto front; Kung, H. T., Luccio, F.
/// and Preparata, F. P. 1975, "On finding the maxima of a set of vectors", JACM 22).
/// </summary>
/// <param name="Front">The choices on the front by estimate, from the fastest to the leanest.</param>
/// <param name="Beaten">The others, each with a choice of the front that is at least as good in both costs and better in one.</param>
public sealed record TradeOffFront(IReadOnlyList<TradeOffPoint> Front, IReadOnlyList<BeatenChoice> Beaten)
{
    /// <summary>Finds the front.</summary>
    public static TradeOffFront FromPoints(IReadOnlyList<TradeOffPoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        TradeOffPoint[] front = [.. points.Where(p => !points.Any(o => Beats(o, p))).OrderBy(p => p.Time).ThenBy(p => p.Name, StringComparer.Ordinal)];
        BeatenChoice[] beaten = [.. points.Except(front).OrderBy(p => p.Time).ThenBy(p => p.Name, StringComparer.Ordinal).Select(p => BeatenBy(p, front))];
        return new TradeOffFront(front, beaten);
    }

    private static bool Beats(TradeOffPoint a, TradeOffPoint b) => a.Time <= b.Time && a.Other <= b.Other && (a.Time < b.Time || a.Other < b.Other);

    private static BeatenChoice BeatenBy(TradeOffPoint point, TradeOffPoint[] front)
    {
        TradeOffPoint[] better = [.. front.Where(f => Beats(f, point))];
        TradeOffPoint by = better.FirstOrDefault(f => Surely(f, point)) ?? better[0];
        return new BeatenChoice(point, by, Surely(by, point));
    }

    // Bounds apart in both costs: more than the scatter of measuring and modules can explain.
    private static bool Surely(TradeOffPoint a, TradeOffPoint b) =>
        a.TimeBounds?.Upper < b.TimeBounds?.Lower && a.OtherBounds?.Upper < b.OtherBounds?.Lower;
}

/// <summary>A choice that is not on the front.</summary>
/// <param name="Point">The choice.</param>
/// <param name="By">A choice on the front that beats it.</param>
/// <param name="IsSure">True where the bounds of both costs lie apart.</param>
public sealed record BeatenChoice(TradeOffPoint Point, TradeOffPoint By, bool IsSure);
