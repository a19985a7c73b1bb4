using System.Text;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Documents.Tiers;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Tiers;

public sealed class TierDocumentTests
{
    private static readonly TierTimeline Timeline = new(
        "mine",
        "50.0.1",
        "Second",
        20e6,
        300e6,
        42,
        null,
        true,
        new TierWay("in two tiers", [new(1, 10e6), new(10, 60e6), new(100, 400e6)]),
        [new TierWay("first tier alone (winch)", [new(1, 10e6), new(10, 59e6), new(100, 560e6)]), new TierWay("second tier alone (speed-backtracking)", [new(1, 202e6), new(10, 220e6), new(50, 300e6)])]);

    [Fact]
    public void TotalAfter_BetweenTwoNumbersOfCalls_IsInProportion()
    {
        Assert.Equal(10e6, Timeline.Tiered.TotalAfter(1));
        Assert.Equal(230e6, Timeline.Tiered.TotalAfter(55));
        Assert.Null(Timeline.Alone[1].TotalAfter(100));
    }

    [Fact]
    public void Text_ModuleThatSwapped_IsAsApproved()
    {
        var text = new StringBuilder();
        foreach (var block in new TierDocument(Timeline).ToText().Blocks)
        {
            text.AppendLine(block.Line ?? string.Join('\n', block.Table!.Rows.Select(r => string.Join(" | ", r.Select(c => c.Text))).Prepend(string.Join(" | ", block.Table.Columns.Select(c => c.Heading)))));
        }

        ApprovedFile.Matches(text.ToString(), "tiers", "txt");
    }

    [Fact]
    public void Chart_ModuleThatSwapped_HasTheApprovedNumbers() =>
        ApprovedFile.Matches(Encoding.UTF8.GetString(ChartJson.Write(new TierDocument(Timeline).ToChart())), "tiers", "json");

    [Theory]
    [InlineData(null, null, null, "mine: first call after 10.0 ms, second tier not due.")]
    [InlineData(20e6, null, null, "mine: first call after 10.0 ms, second tier triggered after 20.0 ms and not there before the last call.")]
    [InlineData(20e6, null, "no memory", "mine: first call after 10.0 ms, second tier triggered after 20.0 ms and failed (no memory).")]
    public void Headline_EveryEnding_SaysIt(double? triggered, double? swapped, string? failure, string expected) =>
        Assert.Equal(expected, new TierDocument(Timeline with { TriggeredAt = triggered, SwappedAt = swapped, Failure = failure }).ToText().Blocks[0].Line);
}
