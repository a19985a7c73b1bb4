using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Duel.Blocks;
using Xunit;

namespace CompileBench.Analysis.Tests.Simulation;

/// <summary>
/// What a duel of blocks promises: of an engine against itself at most the misrate of one duel in a hundred holds a false verdict, bounds hold the
/// truth in at least 98 duels of 100, and planted changes are found. 30 cases, 8 rounds unless said otherwise: a duel of five minutes.
/// Over 2,000 duels of each machine at most 0.3% held a false verdict and at most 0.7% any bounds that missed.
/// </summary>
public sealed class BlockDuelSimulationTests(ITestOutputHelper output)
{
    private const int Duels = 100;

    public static TheoryData<string> Machines => ["measured", "recorded", "steady", "shared layout", "uneven layout", "three rounds", "one module"];

    [Theory]
    [MemberData(nameof(Machines))]
    public void Duel_OfAnEngineAgainstItself_RarelyCallsAChange(string machine)
    {
        int duels = machine == "one module" ? 5 * Duels : Duels;
        Tally tally = Play(Machine(machine), duels);

        output.WriteLine($"{machine}: {tally}");
        Assert.True(tally.FalseVerdicts <= 0.02 * duels);
        Assert.True(tally.Missed <= 0.02 * duels);
    }

    [Theory]
    [InlineData("measured", 1.01, 8, 0.2, 0)]
    [InlineData("measured", 1.02, 8, 0.98, 0.5)]
    [InlineData("measured", 1.03, 8, 0.99, 0.95)]
    [InlineData("measured", 1.05, 8, 0.99, 0.99)]
    [InlineData("recorded", 1.03, 8, 0.99, 0.95)]
    [InlineData("uneven layout", 1.03, 8, 0.99, 0.75)]
    [InlineData("measured", 1.03, 4, 0.99, 0.5)]
    [InlineData("measured", 1.02, 16, 0.99, 0.95)]
    [InlineData("one module", 1.03, 12, 0.95, 0.95)]
    [InlineData("one module", 1.03, 20, 0.99, 0.99)]
    public void Duel_OfAPlantedChange_FindsIt(string machine, double ratio, int rounds, double fewestSettings, double fewestCases)
    {
        Tally tally = Play(Machine(machine) with { Ratio = _ => ratio, Rounds = rounds }, 50);

        output.WriteLine($"{machine}, ratio {ratio}, {rounds} rounds: {tally}");
        Assert.True(tally.Missed <= 1);
        Assert.Equal(0, tally.FalseVerdicts);
        Assert.True(tally.FoundSettings >= fewestSettings);
        Assert.True(tally.FoundCases >= fewestCases);
    }

    private static Tally Play(SimulatedBlocks blocks, int duels)
    {
        var tally = new Tally();
        for (ulong seed = 1; seed <= (ulong)duels; seed++)
        {
            tally.Add(blocks.Play(seed), blocks);
        }

        return tally;
    }

    private static SimulatedBlocks Machine(string name) => name switch
    {
        "measured" => new SimulatedBlocks(),
        "recorded" => new SimulatedBlocks { Residuals = RecordedResiduals.FromRun(RecordedRuns.SchemaOne) },
        "steady" => new SimulatedBlocks { LayoutFactor = 0.2 },
        "shared layout" => new SimulatedBlocks { SharedLayout = 0.9 },
        "uneven layout" => new SimulatedBlocks { LayoutFactor = 2 },
        "three rounds" => new SimulatedBlocks { Rounds = 3 },
        "one module" => new SimulatedBlocks { ModuleCount = 1, Rounds = 20 },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such machine."),
    };

    private sealed class Tally
    {
        private int _duels;
        private int _cases;
        private int _found;
        private int _equivalent;
        private int _overall;
        private int _overallFound;
        private int _settings;
        private int _settingsFound;
        private double _overallReach;
        private double _caseReach;
        private int _rounds;

        internal int FalseVerdicts { get; private set; }

        internal int Missed { get; private set; }

        internal double FoundCases => (double)_found / _cases;

        internal double FoundOverall => _overall == 0 ? 0 : (double)_overallFound / _overall;

        internal double FoundSettings => (double)_settingsFound / _settings;

        internal void Add(BlockDuel duel, SimulatedBlocks blocks)
        {
            _duels++;
            bool missed = false;
            bool wrong = false;
            foreach (CompileTimeComparison c in duel.Comparisons)
            {
                double truth = blocks.Ratio(c.Case);
                missed |= !c.Bounds!.Value.Contains(truth);
                wrong |= IsFalse(c.Verdict, truth);
                _cases++;
                _found += IsRight(c.Verdict, truth) ? 1 : 0;
                _equivalent += c.Verdict == ChangeVerdict.Equivalent ? 1 : 0;
                _caseReach += Math.Log(c.Bounds.Value.Upper / c.Bounds.Value.Lower) / 2;
                _rounds += c.IndependentValues;
            }

            foreach (ComparisonSummary s in duel.Summaries)
            {
                double truth = blocks.Ratio(duel.Comparisons[0].Case);
                missed |= !s.Bounds!.Value.Contains(truth);
                wrong |= IsFalse(s.Verdict, truth);
                bool all = s.Settings == ComparisonSummary.Overall;
                _overall += all ? 1 : 0;
                _overallFound += all && IsRight(s.Verdict, truth) ? 1 : 0;
                _overallReach += all ? Math.Log(s.Bounds.Value.Upper / s.Bounds.Value.Lower) / 2 : 0;
                _settings += all ? 0 : 1;
                _settingsFound += !all && IsRight(s.Verdict, truth) ? 1 : 0;
            }

            FalseVerdicts += wrong ? 1 : 0;
            Missed += missed ? 1 : 0;
        }

        public override string ToString() =>
            $"duels with a false verdict {(double)FalseVerdicts / _duels:P1}, with bounds that miss {(double)Missed / _duels:P1}; found: overall {FoundOverall:P0}, "
            + $"settings {FoundSettings:P0}, cases {FoundCases:P0}; equivalent {(double)_equivalent / _cases:P0}; "
            + $"bounds overall ±{_overallReach / _overall:P2}, cases ±{_caseReach / _cases:P2}; rounds {(double)_rounds / _cases:F1}";

        private static bool IsRight(ChangeVerdict verdict, double truth) =>
            verdict == (truth > 1 ? ChangeVerdict.Slower : truth < 1 ? ChangeVerdict.Faster : ChangeVerdict.Equivalent);

        private static bool IsFalse(ChangeVerdict verdict, double truth) => verdict switch
        {
            ChangeVerdict.Slower => truth <= 1,
            ChangeVerdict.Faster => truth >= 1,
            ChangeVerdict.Equivalent => Math.Abs(Math.Log(truth)) >= Math.Log(1.02),
            _ => false,
        };
    }
}
