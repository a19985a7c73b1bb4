using CompileBench.Analysis.Scaling;
using CompileBench.Analysis.Scaling.Growth;

namespace CompileBench.Reporting.Documents.Ladders.Findings;

/// <summary>What a run found of one shape, over all its settings.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Reports">The reports that it makes the like of.</param>
/// <param name="Laws">Its laws, in the settings' order.</param>
/// <param name="BudgetNanoseconds">What one compile may take.</param>
internal sealed record ShapeFinding(KnownShape Shape, IReadOnlyList<ReportedSlowCompile> Reports, IReadOnlyList<LadderLaw> Laws, double BudgetNanoseconds)
{
    /// <summary>Laws that have any measured time.</summary>
    public IReadOnlyList<LadderLaw> Measured { get; } = [.. Laws.Where(l => l.Time.Points.Any(p => p.Value is not null))];

    /// <summary>Whether time grows faster than the size under any setting.</summary>
    public bool IsSuperlinear => Measured.Any(l => l.Time.IsSuperlinear);

    /// <summary>Whether time grows at most mildly under every setting that compiles it.</summary>
    public bool IsAtMostMild => Measured.Count > 0 && Measured.All(l => l.Time.Verdict == GrowthVerdict.AtMostMild);

    /// <summary>Whether memory grows faster than the size under any setting.</summary>
    public bool IsSuperlinearInMemory => Laws.Any(l => l.Memory.IsSuperlinear);

    /// <summary>Whether any setting was seen to pass the budget.</summary>
    public bool PassesBudget => Measured.Any(l => l.Time.LargestWithinBudget(BudgetNanoseconds) is { IsAtLeast: false } or { Below: not null });

    /// <summary>What to bound the size to.</summary>
    public SizeBound Bound { get; } = SizeBound.FromLadders(Laws.Select(l => (l.Settings, l.Time.Points)), BudgetNanoseconds);

    /// <summary>The largest exponent (<see cref="LadderWords.Steepness"/>) of those that are superlinear.</summary>
    public double Steepness => Measured.Where(l => l.Time.IsSuperlinear).Select(l => LadderWords.Steepness(l.Time)!.Value).DefaultIfEmpty(0).Max();

    /// <summary>The law under these settings; null where there is none.</summary>
    public LadderLaw? Under(string settings) => Measured.FirstOrDefault(l => l.Settings == settings);
}
