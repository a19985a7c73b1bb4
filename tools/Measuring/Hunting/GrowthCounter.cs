using CompileBench.Analysis.Explanation;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Explaining;
using CompileBench.Measuring.Instructions;
using CompileBench.Modules.Generation.Patterns;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Hunting;

/// <summary>What instruction counts say of a suspect.</summary>
/// <param name="Value">The slope of the counts over one doubling, or the ratio of the engines.</param>
/// <param name="Confirms">Whether the counts grow, or differ, as the times do.</param>
/// <param name="Stage">The stage to which most of the excess belongs; null where the library has no symbols.</param>
/// <param name="Function">The function to which most of it belongs.</param>
internal sealed record GrowthCounts(double Value, bool Confirms, string? Stage, string? Function);

/// <summary>Counts the instructions of a pattern at two sizes, or by two engines, and finds where the excess is.</summary>
internal static class GrowthCounter
{
    // A compile of this time is counted in some seconds.
    private const double MostNanoseconds = 30e6;
    private const double LeastRatio = 1.02;

    // Two counted compiles.
    private static readonly TimeSpan Needed = TimeSpan.FromSeconds(10);

    /// <summary>Counts; null where instructions cannot be counted here or the time is too short.</summary>
    public static GrowthCounts? Count(HuntRequest request, string settings, Pattern pattern, MeasuredDoublings table, DateTimeOffset until, CancellationToken cancellation)
    {
        if (InstructionCounter.MissingHere is not null || DateTimeOffset.UtcNow + Needed > until || !CompilerSettings.TryParse(settings, out var setting) || setting.Parallel)
        {
            return null;
        }

        var large = (int)(table.Rows.LastOrDefault(r => r.Values[0] <= MostNanoseconds) ?? table.Rows[0]).Size;
        var isComparison = request.Baseline is not null;
        var before = Explain(request.Baseline ?? request.Engine, setting, pattern, isComparison ? large : Math.Max(1, large / 2), cancellation);
        var after = Explain(request.Engine, setting, pattern, large, cancellation);
        if (before is null || after is null)
        {
            return null;
        }

        var ratio = (double)after.Instructions / Math.Max(1, before.Instructions);
        var expected = isComparison ? 1 : 2;
        var stage = after.Stages.Select(s => (s.Stage.Name, Excess: s.Instructions - (expected * before.InstructionsIn(s.Stage)))).MaxBy(s => s.Excess);
        var known = before.Functions.ToDictionary(f => f.Name, f => f.WithShared, StringComparer.Ordinal);
        var function = after.Functions.Where(f => !f.IsShared).Select(f => (f.Name, Excess: f.WithShared - (expected * known.GetValueOrDefault(f.Name)))).MaxBy(f => f.Excess);
        var value = isComparison ? ratio : Math.Log2(ratio);
        return new GrowthCounts(value, value >= (isComparison ? LeastRatio : HuntEngineCounts.LeastSlope), stage.Name, function.Name);
    }

    private static CompileExplanation? Explain(EngineBuild engine, CompilerSettings setting, Pattern pattern, int size, CancellationToken cancellation) =>
        new Explainer("hunt", pattern.Generate(size)).Explain(engine, setting, InstructionCounter.DefaultLimits, cancellation).Explanation;
}
