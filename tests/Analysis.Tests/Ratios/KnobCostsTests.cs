using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Ratios.Rounds;
using CompileBench.Analysis.Runs;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Analysis.Tests.Ratios;

public class KnobCostsTests
{
    private static readonly CaseRecord[] Run =
    [
        .. from module in Enumerable.Range(1, 10)
           from settings in (string[])["winch", "winch+fuel", "winch+nan", "pulley", "pulley+fuel", "speed-backtracking+nan"]
           from operation in (string[])[OperationNames.Compile, OperationNames.Execute]
           where operation == OperationNames.Compile || settings.StartsWith("winch", StringComparison.Ordinal)
           select Record($"m{module}", settings, operation, module),
    ];

    [Fact]
    public void FromRecords_SettingsWithAndWithoutKnobs_ComparesEachWithItsCounterpart()
    {
        var costs = KnobCosts.FromRecords(Run);

        Assert.Equal([("fuel", "winch"), ("fuel", "pulley"), ("nan", "winch")], costs.Select(c => (c.Knob, c.Without)));
        Assert.All(costs.Where(c => c.Knob == "fuel"), c => Assert.Equal(1.5, c.CompileTime!.Figure.Figure!.Value, 0.02));
        Assert.All(costs.Where(c => c.Knob == "fuel"), c => Assert.Equal(2, c.ArtifactBytes!.Value, 1e-9));
        Assert.Equal(3, costs[0].RunTime!.Figure.Figure!.Value, 0.05);
        Assert.Null(costs[1].RunTime);
        Assert.Equal(1, costs[2].CompileTime!.Figure.Figure!.Value, 0.02);
        Assert.All(costs, c => Assert.IsType<RoundFigure.Known>(c.CompileTime!.Figure));
        Assert.All(costs, c => Assert.Equal(10, c.CompileTime!.ModuleCount));
        Assert.All(costs[0].Modules, m => Assert.Equal((1.5, 2, 3), (Math.Round(m.CompileTime!.Figure!.Value, 1), m.ArtifactBytes, Math.Round(m.RunTime!.Figure!.Value, 1))));
        Assert.Equal([.. Enumerable.Range(1, 10).Select(i => $"m{i}").Order(StringComparer.Ordinal)], costs[0].Modules.Select(m => m.Module));
        Assert.All(costs[1].Modules, m => Assert.Null(m.RunTime));
    }

    // In the tables of settings a knob is no column, unless nothing else was measured.
    [Fact]
    public void RunAnalysis_SettingsWithKnobs_AreShownOnlyWithoutACounterpart() =>
        Assert.Equal(["pulley", "speed-backtracking+nan", "winch"], RunAnalysis.FromRecords(Run).Engines[0].Settings.Order(StringComparer.Ordinal));

    private static CaseRecord Record(string module, string settings, string operation, int index)
    {
        var fuel = settings.EndsWith("+fuel", StringComparison.Ordinal);
        var factor = !fuel ? 1 : operation == OperationNames.Compile ? 1.5 : 3;
        return Records.Create(module, settings, phase: operation) with
        {
            ArtifactBytes = fuel ? 2000 : 1000,
            Samples = [.. Enumerable.Range(1, 3).Select(round => Records.Warm(round, 0, 1e6 * index * factor * (1 + (0.002 * ((round + index) % 3)))) with { Round = round })],
        };
    }
}
