using System.Globalization;
using CompileBench.Analysis.Comparison;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Instructions;
using Xunit;

namespace CompileBench.Measuring.Tests.Instructions;

/// <summary>
/// Counts the same compiles again and again and holds their scatter against what comparisons of counts assume. It takes minutes, so it runs only on
/// request: <c>COMPILEBENCH_COUNT_REPEATS=2</c> counts each of 30 compiles twice and prints the scatter.
/// </summary>
public sealed class CountRepeatabilityCampaign
{
    private const string Variable = "COMPILEBENCH_COUNT_REPEATS";

    private static readonly string[] Modules = ["nested-loops-locals@40", "straight-line-i32@400", "many-functions@60", "loads-stores@200", "simd-run@100"];

    private static readonly string[] Settings = ["speed-backtracking", "speed-singlepass", "none-backtracking", "none-singlepass", "size-backtracking", "winch"];

    [Fact]
    public void Repeats_ThirtyCompiles_ScatterNoMoreThanComparisonsAssume()
    {
        var repeats = int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var number) ? number : 0;
        Assert.SkipWhen(repeats < 2, $"counts for minutes: set {Variable}=2 to run it (results/README.md)");
        var engine = SharedEngines.ForCounting("package");
        var counts = new List<IReadOnlyList<long>>();
        foreach (var module in Modules)
        {
            var bytes = InstructionCounterTests.Ladder(module);
            foreach (var name in Settings)
            {
                Assert.True(CompilerSettings.TryParse(name, out var settings));
                counts.Add([.. Enumerable.Range(0, repeats).Select(_ => Count(settings))]);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{module} {name}: {string.Join(" ", counts[^1])}, range {Range(counts[^1]):e1}"));

                long Count(CompilerSettings wanted) => Assert.IsType<InstructionCount.Counted>(
                    InstructionCounter.Count(engine, wanted, bytes, InstructionCounter.DefaultLimits, TestContext.Current.CancellationToken)).Total;
            }
        }

        var deviation = CountRepeatability.FromRepeats(counts)!.Value;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"relative standard deviation of one count over {counts.Count} compiles: {deviation:e2}; the widest range {counts.Max(Range):e1}"));
        Assert.InRange(deviation, 0, CountComparison.DefaultRepeatability);
    }

    private static double Range(IReadOnlyList<long> counts) => Math.Log((double)counts.Max() / counts.Min());
}
