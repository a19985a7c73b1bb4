using CompileBench.Analysis.Runs;
using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Policy.BreakEven;

/// <summary>
/// After how many runs a setting pays. The total time of n runs is <c>compile + n * run</c>; two settings cost the same at
/// <c>n = (compile2 - compile1) / (run1 - run2)</c>.
/// </summary>
public static class BreakEvenTable
{
    /// <summary>One point for each module and each setting but the one that compiles the module fastest, by module and then by compile time.</summary>
    /// <param name="engine">One engine's part of a run that measured both compile and execute.</param>
    public static IReadOnlyList<BreakEvenPoint> ForEngine(EngineAnalysis engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return [.. engine.Rows.SelectMany(ForModule)];
    }

    /// <summary>What each setting costs for a module that was compiled and executed under it, the fastest compile first.</summary>
    /// <param name="row">The module.</param>
    public static IReadOnlyList<SettingCost> CostsFor(ModuleRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return [.. Costs(row).Select(c => new SettingCost(c.Settings, c.Compile.Centre, c.Run.Centre))];
    }

    private static Cost[] Costs(ModuleRow row) =>
        [.. row.Cells.Select(pair => CostOf(pair.Key, pair.Value)).OfType<Cost>().OrderBy(c => c.Compile.Centre).ThenBy(c => c.Settings, StringComparer.Ordinal)];

    private static IEnumerable<BreakEvenPoint> ForModule(ModuleRow row)
    {
        Cost[] costs = Costs(row);
        return costs.Skip(1).Select(dearer => PointOf(row.Module, costs[0], dearer));
    }

    private static Cost? CostOf(string settings, CaseCell cell) =>
        cell is { Warm: { } compile, Run: { } run } ? new Cost(settings, Quantity.From(compile), Quantity.From(run) + Quantity.From(cell.Instantiate)) : null;

    private static BreakEvenPoint PointOf(string module, Cost cheap, Cost dear)
    {
        double more = dear.Compile.Centre - cheap.Compile.Centre;
        double saved = cheap.Run.Centre - dear.Run.Centre;
        return new BreakEvenPoint(module, dear.Settings, cheap.Settings, dear.Compile.Centre, dear.Run.Centre, Runs(more, saved), BoundsOf(cheap, dear));
    }

    // The intervals of the four times hold together more often than each needs to, so the result is wider than necessary and not narrower.
    private static Bounds? BoundsOf(Cost cheap, Cost dear)
    {
        if (cheap.Compile.Bounds is not { } cheapCompile || dear.Compile.Bounds is not { } dearCompile
            || cheap.Run.Bounds is not { } cheapRun || dear.Run.Bounds is not { } dearRun)
        {
            return null;
        }

        double lower = Runs(Math.Max(0, dearCompile.Lower - cheapCompile.Upper), cheapRun.Upper - dearRun.Lower);
        double upper = Runs(dearCompile.Upper - cheapCompile.Lower, cheapRun.Lower - dearRun.Upper);
        return new Bounds(lower, Math.Max(lower, upper));
    }

    private static double Runs(double more, double saved) => more <= 0 ? 0 : saved > 0 ? more / saved : double.PositiveInfinity;

    private sealed record Cost(string Settings, Quantity Compile, Quantity Run);

    private sealed record Quantity(double Centre, Bounds? Bounds)
    {
        // A time that was not measured adds nothing.
        public static Quantity From(TimeEstimate? estimate) => estimate is null ? new Quantity(0, new Bounds(0, 0)) : new Quantity(estimate.Centre, estimate.Bounds);

        public static Quantity operator +(Quantity a, Quantity b) =>
            new(a.Centre + b.Centre, a.Bounds is { } x && b.Bounds is { } y ? new Bounds(x.Lower + y.Lower, x.Upper + y.Upper) : null);
    }
}
