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

        Assert.Equal([("near", int.MaxValue), ("far", int.MaxValue)], found.Select(l => (l.Ladder.Shape, l.Largest)));
        Assert.Equal([64, 128, 256, 512, 1024, 2048, 4096], found[0].Ladder.Tried.Select(t => t.Size));
    }

    [Fact]
    public void Find_OtherSettingsOfASuperlinearShape_AreGrownToItsSizes()
    {
        var records = Ladder("steep", 2, 4e4).Concat(Ladder("steep", 1, 2e4).Take(5).Select(r => r with { Settings = "pulley" })).Concat(Ladder("linear", 1, 2e4));

        var found = Crossings.Find(records, [Extent("steep") with { End = LadderEnd.Budget }, Extent("steep") with { Settings = "pulley" }, Extent("linear")]);

        Assert.Equal([("steep", "pulley", 4096)], found.Select(l => (l.Ladder.Shape, l.Ladder.Settings, l.Largest)));
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
