using CompileBench.Analysis.Ratios.Rounds;
using CompileBench.Analysis.Timing;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Analysis.Tests.Ratios.Rounds;

public sealed class RoundTableTests
{
    private const string Baseline = "speed-backtracking";

    [Fact]
    public void FromStretches_DriftBetweenRounds_CancelsInRatios()
    {
        RoundTable table = RoundTable.FromStretches(
            Run(4, (module, settings, round) => 1e6 * module * round * (settings == Baseline ? 2 : 1) * (1 + (0.001 * ((module + round) % 3)))), Baseline);

        Assert.All(table.Ratios, r => Assert.Equal(0.5, r.Figure.Figure!.Value, 0.001));
        Assert.All(table.Ratios, r => Assert.InRange(r.Figure.Limits!.Value.Upper, 0.5, 0.503));
        Assert.Equal(0.5, Assert.Single(table.Means).Figure.Figure!.Value, 0.001);
        Assert.Equal(10, table.Means[0].ModuleCount);
    }

    [Fact]
    public void FromStretches_OneRound_GivesFiguresWithoutBounds()
    {
        RoundTable table = RoundTable.FromStretches(Run(1, (_, settings, _) => settings == Baseline ? 2e6 : 1e6), Baseline);

        Assert.All(table.Ratios, r => Assert.Equal(0.5, Assert.IsType<RoundFigure.FirstRound>(r.Figure).Value, 9));
        Assert.IsType<RoundFigure.FirstRound>(table.Means[0].Figure);
        Assert.Equal(ReferenceReason.NoReference, table.Reference.Reason);
    }

    [Fact]
    public void FromStretches_TwoRounds_GivesEveryCaseBounds()
    {
        RoundTable table = RoundTable.FromStretches(
            Run(2, (module, settings, round) => (settings == Baseline ? 2e6 : 1e6) * (1 + (0.01 * (((module * 7) + round) % 3)))), Baseline);

        Assert.All(table.Ratios, r => Assert.IsType<RoundFigure.Known>(r.Figure));
        Assert.All(table.Ratios, r => Assert.InRange(r.Figure.Limits!.Value.Upper, r.Figure.Figure!.Value, 1.1 * r.Figure.Figure.Value));
    }

    [Fact]
    public void FromStretches_RoundsThatDifferWildly_AreNotKnownYet()
    {
        IEnumerable<RoundStretch> run = Run(2, (module, settings, round) => settings == Baseline ? 1e6 : module == 1 && round == 1 ? 3e7 : 1e6 * (1 + (0.3 * ((module + round) % 2))));
        RoundTable table = RoundTable.FromStretches(run, Baseline);

        RoundFigure wild = table.Ratios.Single(r => r.Case.Module == "m1").Figure;
        Assert.Equal(2, Assert.IsType<RoundFigure.NotKnownYet>(wild).Rounds);
        Assert.Null(wild.Figure);
    }

    [Fact]
    public void FromStretches_TimesThatFollowTheirReferences_AreJudgedOverThem()
    {
        IEnumerable<RoundStretch> run = Run(
            3, (module, settings, round) => (settings == Baseline ? 2e6 : 1e6) * State(module, settings, round), (module, settings, round) => 5e5 * State(module, settings, round));
        RoundTable table = RoundTable.FromStretches(run, Baseline);

        Assert.Equal((TimeUnit.OverReference, ReferenceReason.Steadier), (table.Reference.Unit, table.Reference.Reason));
        Assert.True(table.Reference.OverReferenceSpread < table.Reference.BareSpread);
        Assert.All(table.Ratios, r => Assert.Equal(0.5, r.Figure.Figure!.Value, 9));
        Assert.InRange(table.MedianReferenceNanoseconds!.Value, 4.99e5, 7.01e5);
    }

    [Fact]
    public void FromStretches_ReferencesThatOnlyScatter_AreLeftOut()
    {
        IEnumerable<RoundStretch> run = Run(3, (_, settings, _) => settings == Baseline ? 2e6 : 1e6, (module, settings, round) => 5e5 * State(module, settings, round));
        RoundTable table = RoundTable.FromStretches(run, Baseline);

        Assert.Equal((TimeUnit.Bare, ReferenceReason.NotSteadier), (table.Reference.Unit, table.Reference.Reason));
        Assert.Null(table.MedianReferenceNanoseconds);
    }

    [Fact]
    public void FromStretches_MoreIterationsOnOneSide_ComparesEqualIterations()
    {
        RoundStretch[] run =
        [
            new(1, "m", Baseline, [new(0, 2e6, null)]),
            new(1, "m", "winch", [new(0, 1e6, null), new(1, 5e5, null), new(2, 5e5, null)]),
        ];

        Assert.Equal(0.5, RoundTable.FromStretches(run, Baseline).Ratios[0].Figure.Figure!.Value, 9);
    }

    [Fact]
    public void FromStretches_RoundWithoutOneModule_IsNoUnitOfTheMean()
    {
        RoundStretch[] run = [.. Run(3, (module, settings, round) => (settings == Baseline ? 2e6 : 1e6) * (1 + (0.01 * ((module + round) % 2))))
            .Where(s => s is not { Round: 3, Module: "m4" })];

        Assert.Equal(2, RoundTable.FromStretches(run, Baseline).Means[0].Figure.Rounds);
    }

    [Fact]
    public void FromRecord_SamplesWithoutRounds_TakesLaunchesForRounds()
    {
        CaseRecord record = Records.Compiled("m", "winch", [1e6, 2e6], [3e6]);

        RoundStretch[] stretches = [.. RoundStretch.FromRecord(record)];

        Assert.Equal([1, 2], stretches.Select(s => s.Round));
        Assert.Equal([2, 1], stretches.Select(s => s.Samples.Count));
        Assert.Empty(RoundStretch.FromRecord(record, TimeSource.Cpu));
    }

    [Fact]
    public void FromRecord_SamplesWithRoundsAndReferences_TakesBoth()
    {
        CaseRecord record = Records.Compiled("m", "winch", [1e6], [2e6], [3e6]);
        record = record with
        {
            Samples = [.. record.Samples.Select(s => s with { Round = s.Launch < 3 ? 4 : 7, Reference = new ReferenceTimes(100 * s.Launch, 300 * s.Launch) })],
        };

        RoundStretch[] stretches = [.. RoundStretch.FromRecord(record)];

        Assert.Equal([4, 7], stretches.Select(s => s.Round));
        Assert.Equal([200, 400, 600], stretches.SelectMany(s => s.Samples).Select(s => s.ReferenceNanoseconds!.Value));
    }

    // A state of the machine that is different for each stretch.
    private static double State(int module, string settings, int round) => ((module * 5) + (round * 3) + settings.Length) % 4 < 2 ? 1 : 1.4;

    private static IEnumerable<RoundStretch> Run(int rounds, Func<int, string, int, double> time, Func<int, string, int, double>? reference = null) =>
        from round in Enumerable.Range(1, rounds)
        from module in Enumerable.Range(1, 10)
        from settings in new[] { Baseline, "winch" }
        select new RoundStretch(round, $"m{module}", settings, [new StretchSample(0, time(module, settings, round), reference?.Invoke(module, settings, round))]);
}
