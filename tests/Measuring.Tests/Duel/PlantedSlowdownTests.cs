using System.Globalization;
using CompileBench.Analysis.Comparison;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Duel;
using Xunit;

namespace CompileBench.Measuring.Tests.Duel;

/// <summary>
/// Engines made slower by a known share, against the engine they stand in front of. In every build short duels; with
/// <c>COMPILEBENCH_PLANTED_DUELS=25</c> so many of each share, with their coverage and power printed; <c>COMPILEBENCH_PLANTED_THOUSANDTHS=30</c>
/// for other shares than 1, 2, 3 and 5%.
/// </summary>
public sealed class PlantedSlowdownTests : IDisposable
{
    private const string CampaignVariable = "COMPILEBENCH_PLANTED_DUELS";
    private const string TimeVariable = "COMPILEBENCH_PLANTED_TIME_SECONDS";
    private const string SharesVariable = "COMPILEBENCH_PLANTED_THOUSANDTHS";

    private readonly TestFolder _folder = new();

    // CPU time is judged: under whatever else runs beside the tests the shim's share of wall time is not what was planted.
    [Theory]
    [InlineData(30)]
    [InlineData(50)]
    public void Duel_APlantedSlowdown_BoundsHoldItAndItIsNeverEquivalent(int thousandths)
    {
        var cpu = Duel(PlantedEngine.Slower(_folder, thousandths), seed: 1, TimeSpan.FromSeconds(20)).Comparisons.Single(c => c.Metric == ComparisonMetric.Cpu);

        TestContext.Current.TestOutputHelper?.WriteLine($"{thousandths / 10.0}% planted: {cpu.Ratio:0.0000} ({cpu.Bounds?.Lower:0.0000} to {cpu.Bounds?.Upper:0.0000}), {cpu.Verdict}");
        Assert.SkipWhen(cpu.Bounds is null, "the machine is too busy for a duel of 20 s");
        Assert.True(cpu.Bounds!.Value.Contains(1 + (thousandths / 1000.0)), $"{cpu.Bounds}");
        Assert.NotEqual(ChangeVerdict.Equivalent, cpu.Verdict);
        Assert.NotEqual(ChangeVerdict.Faster, cpu.Verdict);
    }

    [Fact]
    public void Campaign_ManyDuelsOfEveryShare_BoundsHoldTheTruth()
    {
        var duels = Number(CampaignVariable);
        Assert.SkipWhen(duels == 0, $"long: set {CampaignVariable}=25 to run so many duels of each share");
        var time = TimeSpan.FromSeconds(Number(TimeVariable) is > 0 and var seconds ? seconds : 60);
        var (held, bounded) = (0, 0);
        foreach (var thousandths in Shares())
        {
            var engine = PlantedEngine.Slower(_folder, thousandths);
            var results = Enumerable.Range(1, duels).SelectMany(i => Duel(engine, (ulong)i, time).Comparisons).ToList();
            foreach (var metric in results.GroupBy(c => c.Metric))
            {
                var holding = metric.Count(c => c.Bounds is { } b && b.Contains(1 + (thousandths / 1000.0)));
                TestContext.Current.TestOutputHelper?.WriteLine(
                    $"{thousandths / 10.0}% planted, {metric.Key}: bounds hold it in {holding} of {metric.Count()}; " + string.Join(", ", metric.GroupBy(c => c.Verdict).Select(g => $"{g.Count()} {g.Key}"))
                    + $"; median ratio {metric.Select(c => c.Ratio ?? 0).Order().ElementAt(metric.Count() / 2):0.0000}");
                (held, bounded) = (held + holding, bounded + metric.Count(c => c.Bounds is not null));
                Assert.False(thousandths == 50 && metric.Any(c => c.Verdict == ChangeVerdict.Equivalent), "5% was called equivalent");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"in all: {held} of {bounded}");
        Assert.True(held >= 0.95 * bounded, $"{held} of {bounded}");
    }

    public void Dispose() => _folder.Dispose();

    private DuelResult Duel(EngineBuild slower, ulong seed, TimeSpan time) => DuelRun.Run(
        SmallDuel.Of(_folder, EngineBuild.FromPackage(), slower, time, ["nested-blocks@1000"], "speed-backtracking") with { Seed = seed },
        null,
        TestContext.Current.CancellationToken);

    private static IEnumerable<int> Shares() => (Environment.GetEnvironmentVariable(SharesVariable) ?? "10,20,30,50").Split(',').Select(s => int.Parse(s, CultureInfo.InvariantCulture));

    private static int Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
