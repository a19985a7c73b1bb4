using CompileBench.Measuring.Scaling;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Measuring.Tests.Scaling;

public class CrossingsTests
{
    [Fact]
    public void Find_LaddersShortOfTime_AreTheSuperlinearOnesNearestToTheBudgetFirst()
    {
        var records = Ladder("near", 2, 4e4).Concat(Ladder("linear", 1, 2e4)).Concat(Ladder("far", 2, 4e3)).Concat(Ladder("grown", 2, 4e4));

        var found = Crossings.Find(records, [Extent("near"), Extent("linear"), Extent("far"), Extent("grown") with { End = LadderEnd.Budget }]);

        Assert.Equal(["near", "far"], found.Select(l => l.Shape));
        Assert.Equal([64, 128, 256, 512, 1024, 2048, 4096], found[0].Tried.Select(t => t.Size));
    }

    private static LadderExtent Extent(string shape) => new(shape, "winch", "e", 4096, LadderEnd.TimeShare);

    // Four rounds of seven sizes that scatter by 1% in a fixed order.
    private static IEnumerable<CaseRecord> Ladder(string shape, double exponent, double nanoseconds) => Enumerable.Range(0, 7).Select(i => new CaseRecord
    {
        Operation = OperationNames.Compile,
        Module = $"{shape}@{64 << i}",
        Settings = "winch",
        Engine = "e",
        ModuleDigest = "m",
        EngineDigest = "d",
        Outcome = OutcomeKind.Completed,
        StartedAt = DateTimeOffset.UnixEpoch,
        Samples =
        [
            .. Enumerable.Range(1, 4).Select(round => new CompileTimeSample(
                round, 0, SampleKind.Warm, 1, (long)(nanoseconds * Math.Pow(1 << i, exponent) * (1 + (0.01 * ((((i * 5) + (round * 3)) % 4) - 1.5)))), null) { Round = round }),
        ],
    });
}
