using CompileBench.Analysis.Policy.TradeOffs;
using CompileBench.Analysis.Timing;
using Xunit;

namespace CompileBench.Analysis.Tests.Policy.TradeOffs;

public sealed class TradeOffFrontTests
{
    private static TradeOffPoint Point(string name, double time, double other, double width = 0.01) =>
        new(name, time, other, new Bounds(time - width, time + width), new Bounds(other - width, other + width), 3);

    [Fact]
    public void FromPoints_ThreeChoices_KeepsThoseThatNoOtherBeats()
    {
        TradeOffFront front = TradeOffFront.FromPoints([Point("lean", 3, 1), Point("fast", 1, 3), Point("worse", 3.5, 3.5)]);

        Assert.Equal(["fast", "lean"], front.Front.Select(p => p.Name));
        Assert.Equal(("worse", "fast", true), front.Beaten.Select(b => (b.Point.Name, b.By.Name, b.IsSure)).Single());
    }

    [Fact]
    public void FromPoints_BoundsThatOverlap_IsBeatenButNotSurely() =>
        Assert.False(TradeOffFront.FromPoints([Point("a", 1, 1, 0.5), Point("b", 1.2, 1.2, 0.5)]).Beaten.Single().IsSure);

    [Fact]
    public void FromPoints_UnknownBounds_AreNeverSure() =>
        Assert.False(TradeOffFront.FromPoints([Point("a", 1, 1) with { TimeBounds = null }, Point("b", 2, 2)]).Beaten.Single().IsSure);

    [Fact]
    public void FromPoints_EqualChoices_AreBothOnTheFront() => Assert.Equal(2, TradeOffFront.FromPoints([Point("a", 1, 1), Point("b", 1, 1)]).Front.Count);

    [Fact]
    public void FromPoints_Nothing_IsEmpty() => Assert.Empty(TradeOffFront.FromPoints([]).Front);
}
