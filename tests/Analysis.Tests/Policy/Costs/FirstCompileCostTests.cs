using CompileBench.Analysis.Policy.Costs;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Analysis.Tests.Policy.Costs;

public sealed class FirstCompileCostTests
{
    [Fact]
    public void First_FittedToCases_AddsAConstantAndAShare()
    {
        var cost = FirstCompileCost.FromRecords(Cases(20, later => 2e6 + (1.1 * later)));

        Assert.Equal(2e6 + (1.1 * 30e6), cost.First("winch", 30e6), 1e3);
        Assert.Equal((2e6 * 3) + (1.1 * 30e6), cost.First("winch", 30e6, hostFactor: 3), 1e3);
    }

    [Fact]
    public void First_FewerThanTenCasesOrAnotherSetting_IsWhatLaterCompilesCost()
    {
        Assert.Equal(30e6, FirstCompileCost.FromRecords(Cases(9, later => 2 * later)).First("winch", 30e6));
        Assert.Equal(30e6, FirstCompileCost.FromRecords(Cases(20, later => 2 * later)).First("pulley", 30e6));
    }

    private static IEnumerable<CaseRecord> Cases(int number, Func<double, double> first) =>
        Enumerable.Range(1, number).Select(i => Records.Create($"m{i}", "winch") with
        {
            Samples = [Records.Cold(1, first(i * i * 1e6)), Records.Warm(1, 0, i * i * 1e6), Records.Warm(1, 1, i * i * 1e6)],
        });
}
