namespace CompileBench.Analysis.Scaling;

/// <summary>
/// What to bound a shape's size to, so that one compile stays within a budget under every setting: the smallest size at which a setting was seen to
/// pass it. A setting that was not seen to pass it sets no bound, however few sizes of it were measured; it is named where those end below the bound.
/// </summary>
/// <param name="Size">The largest size within the budget under the setting that passes it first; null where no setting was seen to pass it, or where
/// even the smallest measured size is over it.</param>
/// <param name="SetBy">The setting that passes it first; null where none was seen to.</param>
/// <param name="AtLeast">Where no setting was seen to pass it: the size up to which all were measured; else null.</param>
/// <param name="NotTestedBeyond">The settings that were not seen to pass the budget and were measured only up to a size below the bound, in their order.</param>
public sealed record SizeBound(double? Size, string? SetBy, double? AtLeast, IReadOnlyList<TestedSize> NotTestedBeyond)
{
    /// <summary>Finds the bound of one shape.</summary>
    /// <param name="ladders">The shape's sizes under each setting. A setting without any measured size is left out.</param>
    /// <param name="budget">The budget in the points' unit.</param>
    public static SizeBound FromLadders(IEnumerable<(string Settings, IReadOnlyList<ScalingPoint> Points)> ladders, double budget)
    {
        ArgumentNullException.ThrowIfNull(ladders);
        var measured = ladders.Where(l => l.Points.Any(p => p.Value is not null || IsOver(p, budget))).ToArray();
        var crossings = measured.Where(l => l.Points.Any(p => IsOver(p, budget)))
            .Select(l => (l.Settings, LargestWithin.Find(l.Points.Where(p => p.Value is not null || IsOver(p, budget)), budget).Size))
            .OrderBy(c => c.Size ?? 0)
            .ToArray();
        TestedSize[] tested = [.. measured.Where(l => !l.Points.Any(p => IsOver(p, budget)))
            .Select(l => new TestedSize(l.Settings, l.Points.Where(p => p.Value is not null).Max(p => p.Size)))];
        if (crossings.Length == 0)
        {
            return new SizeBound(null, null, tested.Length == 0 ? null : tested.Min(t => t.Size), []);
        }

        double bound = crossings[0].Size ?? 0;
        return new SizeBound(crossings[0].Size, crossings[0].Settings, null, [.. tested.Where(t => t.Size < bound)]);
    }

    private static bool IsOver(ScalingPoint point, double budget) => point.Value > budget || point.AtLeast >= budget;
}

/// <summary>How far a setting was measured.</summary>
/// <param name="Settings">The settings' name.</param>
/// <param name="Size">The largest measured size.</param>
public sealed record TestedSize(string Settings, double Size);
