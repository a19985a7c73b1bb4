using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Results.Tests;

public sealed class OutcomesTests
{
    [Fact]
    public void All_ListsEveryOutcomeOnceInOrder() => Assert.Equal(Enum.GetValues<OutcomeKind>(), Outcomes.All.Select(o => o.Kind));

    [Fact]
    public void Describe_EveryOutcome_IsItsOwnDescription() => Assert.All(Enum.GetValues<OutcomeKind>(), kind => Assert.Equal(kind, kind.Describe().Kind));

    [Fact]
    public void All_OnlyAFailureOfTheToolIsMeasuredAgainAndNoResult()
    {
        Assert.Equal([OutcomeKind.ToolFailed], Outcomes.All.Where(o => o.IsMeasuredAgain).Select(o => o.Kind));
        Assert.Equal([OutcomeKind.ToolFailed], Outcomes.All.Where(o => !o.IsResult).Select(o => o.Kind));
    }
}
