using System.Globalization;
using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Duel;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Duel;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Measuring.Tests.Duel;

/// <summary>
/// Duels of an engine that is slower by a known share against the unchanged engine. They judge live times, so they run only on request:
/// <c>COMPILEBENCH_PLANTED_DUELS=25</c> runs 25 duels per share and prints coverage and power; <c>COMPILEBENCH_PLANTED_THOUSANDTHS=30</c>
/// selects other shares than 1, 2, 3 and 5%, and <c>COMPILEBENCH_PLANTED_OPERATION=execute</c> plants them in the calls of a workload instead of in compiling.
/// </summary>
public sealed class PlantedSlowdownTests : IDisposable
{
    private const string CampaignVariable = "COMPILEBENCH_PLANTED_DUELS";
    private const string TimeVariable = "COMPILEBENCH_PLANTED_TIME_SECONDS";
    private const string SharesVariable = "COMPILEBENCH_PLANTED_THOUSANDTHS";
    private const string OperationVariable = "COMPILEBENCH_PLANTED_OPERATION";

    private readonly TestFolder _folder = new();

    [Fact]
    public void Campaign_ManyDuelsOfEveryShare_BoundsHoldTheTruth()
    {
        var duels = Number(CampaignVariable);
        Assert.SkipWhen(duels == 0, $"judges live times for long: set {CampaignVariable}=25 to run it (results/README.md)");
        var time = TimeSpan.FromSeconds(Number(TimeVariable) is > 0 and var seconds ? seconds : 60);
        var (held, bounded) = (0, 0);
        foreach (var thousandths in Shares())
        {
            var engine = IsExecution ? PlantedEngine.SlowerCalls(_folder, thousandths) : PlantedEngine.Slower(_folder, thousandths);
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

    private static bool IsExecution => Environment.GetEnvironmentVariable(OperationVariable) == OperationNames.Execute;

    private DuelResult Duel(EngineBuild slower, ulong seed, TimeSpan time) => DuelRun.Run(
        SmallDuel.Create(_folder, EngineBuild.FromPackage(), slower, time, [IsExecution ? "sha256-as" : "nested-blocks@1000"], "speed-backtracking") with
        {
            Seed = seed,
            Operation = IsExecution ? MeasuredOperation.Execute : MeasuredOperation.Compile,
        },
        null,
        TestContext.Current.CancellationToken);

    private static IEnumerable<int> Shares() => (Environment.GetEnvironmentVariable(SharesVariable) ?? "10,20,30,50").Split(',').Select(s => int.Parse(s, CultureInfo.InvariantCulture));

    private static int Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
