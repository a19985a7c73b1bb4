using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.History;
using CompileBench.Analysis.Timing;
using CompileBench.Reporting.Language;
using Xunit;

namespace CompileBench.Reporting.Tests.Language;

public sealed class HistoryClaimTests
{
    private static readonly CaseHistory History = new(new ComparedCase("compile", "sqlite", "winch"), ComparisonMetric.Wall, [], [], [], null);

    [Theory]
    [InlineData(false, "sqlite under winch: 12% more wall time since v2 (8.0% to 16%)")]
    [InlineData(true, "sqlite under winch: 12% more wall time since v2 (8.0% to 16%), but measured on another host from then on")]
    public void ForChange_Step_NamesTheFirstRunAndWarnsOfTheHost(bool hostChanged, string expected) => Assert.Equal(
        expected, HistoryClaim.ForChange(History, new ChangePoint(1, 1.12, new Bounds(1.08, 1.16), ChangeVerdict.Slower, hostChanged), ["v1", "v2"]));
}
