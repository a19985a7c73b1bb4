using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Duel.Blocks;
using Xunit;

namespace CompileBench.Analysis.Tests.Comparison.Duel.Blocks;

public sealed class BlockDuelTests
{
    private static readonly ComparedCase[] Cases = [.. Enumerable.Range(0, 12).Select(i => new ComparedCase("compile", $"m{i / 3}", $"s{i % 3}"))];

    [Fact]
    public void NextRound_ManyCases_MeasuresEachOnceInBlocksOfTheAskedLength()
    {
        var duel = new BlockDuel(new BlockPlan { Cases = Cases, BlockNanoseconds = 5e9, CaseNanoseconds = 1e9 });

        IReadOnlyList<BlockRequest> blocks = duel.NextRound();

        Assert.Equal(3, blocks.Count);
        Assert.Equal(Cases.Order(Comparer<ComparedCase>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()))), blocks.SelectMany(b => b.Cases)
            .Select(t => t.Case).OrderBy(c => c.ToString(), StringComparer.Ordinal));
        Assert.All(blocks, b => Assert.InRange(b.Cases.Count, 1, 5));
    }

    [Fact]
    public void NextRound_TwoRounds_GivesEachCaseBothLoadOrders()
    {
        var duel = new BlockDuel(new BlockPlan { Cases = Cases });

        var orders = new[] { duel.NextRound(), duel.NextRound() }.SelectMany(r => r).SelectMany(b => b.Cases.Select(t => (t.Case, b.CandidateLoadedFirst)));

        Assert.All(orders.GroupBy(o => o.Case), g => Assert.Equal(2, g.Select(o => o.CandidateLoadedFirst).Distinct().Count()));
    }

    [Fact]
    public void EndRound_BeforeTheFirstLook_JudgesNothing()
    {
        BlockDuel duel = Play(2, (_, _) => 0.5);

        Assert.All(duel.Comparisons, c => Assert.Equal(OpenReason.TooFewValues, c.Reason));
        Assert.Empty(duel.Summaries);
    }

    [Fact]
    public void EndRound_APlainChange_SettlesTheDuelAtTheFirstLook()
    {
        BlockDuel duel = Play(3, (_, round) => 0.4 + (0.01 * (round % 2)));

        Assert.All(duel.Comparisons, c => Assert.Equal(ChangeVerdict.Slower, c.Verdict));
        Assert.Equal(["s0", "s1", "s2", ComparisonSummary.Overall], duel.Summaries.Select(s => s.Settings));
        Assert.All(duel.Summaries, s => Assert.Equal(ChangeVerdict.Slower, s.Verdict));
        Assert.True(duel.IsSettled);
        Assert.Empty(duel.NextRound());
    }

    [Fact]
    public void Summaries_WinchBesideCranelift_IsNotInTheMeanOverAll()
    {
        string[] settings = ["speed-backtracking", "none-singlepass", "winch"];
        ComparedCase[] cases = [.. Enumerable.Range(0, 12).Select(i => new ComparedCase("compile", $"m{i / 3}", settings[i % 3]))];
        var duel = new BlockDuel(new BlockPlan { Cases = cases, Metrics = [ComparisonMetric.Wall] });
        for (int round = 1; round <= 4; round++)
        {
            duel.NextRound();
            cases.ToList().ForEach(c => duel.Add(new BlockValue(round, c, ComparisonMetric.Wall, (c.Settings == "winch" ? 0.9 : 0.3) + (0.001 * (round % 2)), 10)));
            duel.EndRound();
        }

        ComparisonSummary all = duel.Summaries.Single(s => s.Settings == ComparisonSummary.Overall);

        Assert.Equal(8, all.CaseCount);
        Assert.InRange(Math.Log(all.Ratio), 0.299, 0.302);
    }

    [Fact]
    public void Comparisons_OneChangedCaseAmongSteadyOnes_IsTheOnlyOneCalled()
    {
        BlockDuel duel = Play(8, (c, round) => (c == Cases[4] ? 0.1 : 0) + (0.004 * ((((round * 7) + Array.IndexOf(Cases, c)) % 5) - 2)));

        Assert.Equal([Cases[4]], duel.Comparisons.Where(c => c.Verdict == ChangeVerdict.Slower).Select(c => c.Case));
        Assert.DoesNotContain(duel.Comparisons, c => c.Verdict == ChangeVerdict.Faster);
    }

    [Fact]
    public void Fail_OfOneCase_LeavesItsSummaryToTheOthers()
    {
        var duel = new BlockDuel(new BlockPlan { Cases = Cases, Metrics = [ComparisonMetric.Wall] });
        duel.Fail(Cases[0], "it crashed", byCandidate: true);
        Measure(duel, 3, (_, round) => 0.4 + (0.01 * (round % 2)));

        CompileTimeComparison failed = duel.Comparisons[0];
        Assert.Equal((OpenReason.Failed, "it crashed", true), (failed.Reason, failed.Message, failed.CandidateFailed));
        Assert.Equal(3, duel.Summaries[0].CaseCount);
        Assert.True(duel.IsSettled);
    }

    [Fact]
    public void Conclude_AfterTwoRounds_GivesBounds()
    {
        BlockDuel duel = Play(2, (c, round) => 0.001 * ((round * Array.IndexOf(Cases, c) % 5) - 2));
        duel.Conclude();

        Assert.All(duel.Comparisons, c => Assert.NotNull(c.Bounds));
        Assert.All(duel.Summaries, s => Assert.NotNull(s.Bounds));
    }

    [Fact]
    public void Add_CaseOutsideThePlan_IsRefused()
    {
        var duel = new BlockDuel(new BlockPlan { Cases = Cases });

        Assert.Throws<ArgumentException>(() => duel.Add(new BlockValue(1, new ComparedCase("compile", "other", "s0"), ComparisonMetric.Wall, 0, 1)));
    }

    [Fact]
    public void New_CaseTwice_IsRefused() => Assert.Throws<ArgumentException>(() => new BlockDuel(new BlockPlan { Cases = [Cases[0], Cases[0]] }));

    [Fact]
    public void PairOrder_AnyTwoPairs_AreLedByBothEngines()
    {
        var order = new PairOrder(3);
        bool[] drawn = [.. Enumerable.Range(0, 40).Select(_ => order.NextCandidateFirst())];

        Assert.All(drawn.Chunk(2), pair => Assert.NotEqual(pair[0], pair[1]));
        Assert.Equal(2, drawn.Chunk(2).Select(p => p[0]).Distinct().Count());
    }

    private static BlockDuel Play(int rounds, Func<ComparedCase, int, double> logRatio)
    {
        var duel = new BlockDuel(new BlockPlan { Cases = Cases, Metrics = [ComparisonMetric.Wall] });
        Measure(duel, rounds, logRatio);
        return duel;
    }

    private static void Measure(BlockDuel duel, int rounds, Func<ComparedCase, int, double> logRatio)
    {
        for (int round = 1; round <= rounds; round++)
        {
            foreach (BlockTurn turn in duel.NextRound().SelectMany(b => b.Cases))
            {
                duel.Add(new BlockValue(round, turn.Case, ComparisonMetric.Wall, logRatio(turn.Case, round), 20));
            }

            duel.EndRound();
        }
    }
}
