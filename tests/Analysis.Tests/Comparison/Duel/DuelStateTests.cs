using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Duel;
using Xunit;

namespace CompileBench.Analysis.Tests.Comparison.Duel;

public sealed class DuelStateTests
{
    private static readonly ComparedCase Quick = new("compile", "zlib", "winch");
    private static readonly ComparedCase Slow = new("compile", "esbuild", "winch");

    private static DuelState State(params ComparisonMetric[] metrics) =>
        new(new DuelPlan { Cases = [Quick, Slow], Metrics = metrics, BlockNanoseconds = 1000 });

    private static PairedValue[] Pairs(DuelRequest request, double nanoseconds, double ratio, int wobble) =>
        [.. request.CandidateFirst.Select((_, i) => new PairedValue(nanoseconds, nanoseconds * ratio * (1 + (0.002 * Math.Sin((wobble * 2.4) + i)))))];

    [Fact]
    public void Next_FirstRound_AsksForEveryCaseOnce()
    {
        DuelState state = State(ComparisonMetric.Wall);

        Assert.Equal([Slow, Quick], new[] { state.Next()!.Case, state.Next()!.Case }.OrderBy(c => c.Module));
    }

    [Fact]
    public void Next_MemoryToo_AsksForSinglePairsInFreshProcesses()
    {
        DuelState state = State(ComparisonMetric.Wall, ComparisonMetric.Memory);

        DuelRequest[] round = [state.Next()!, state.Next()!, state.Next()!, state.Next()!];

        Assert.Equal(2, round.Count(r => r.Work == DuelWork.Memory && r.CandidateFirst.Count == 1));
        Assert.Equal(2, round.Count(r => r.Work == DuelWork.Time));
    }

    [Fact]
    public void Next_TimesBringMemory_AsksForMemoryAloneOnlyWhereTimesAreSettled()
    {
        var state = new DuelState(new DuelPlan { Cases = [Quick, Slow], Metrics = [ComparisonMetric.Wall, ComparisonMetric.Memory], TimesBringMemory = true });
        for (int block = 0; block < LookSchedule.FirstLook; block++)
        {
            for (int i = 0; i < 2; i++)
            {
                DuelRequest request = state.Next()!;
                Assert.Equal(DuelWork.Time, request.Work);
                state.AddTimes(request.Case, block, Pairs(request, 50, 1, block), null);
                state.AddMemory(request.Case, block, [new PairedValue(1e6, 1e6 * (1 + (0.1 * (block % 2))))]);
            }
        }

        Assert.Equal(DuelWork.Memory, state.Next()!.Work);
    }

    [Fact]
    public void Next_DearCase_GetsFewerPairsABlock()
    {
        DuelState state = State(ComparisonMetric.Wall);
        for (int i = 0; i < 2; i++)
        {
            DuelRequest first = state.Next()!;
            state.AddTimes(first.Case, 1, Pairs(first, first.Case == Quick ? 50 : 5000, 1, i), null);
        }

        Dictionary<ComparedCase, int> second = new[] { state.Next()!, state.Next()! }.ToDictionary(r => r.Case, r => r.CandidateFirst.Count);

        Assert.Equal(8, second[Quick]);
        Assert.Equal(1, second[Slow]);
    }

    [Fact]
    public void Next_EvenBlocks_LetEachEngineGoFirstEquallyOften()
    {
        DuelState state = State(ComparisonMetric.Wall);

        for (DuelRequest request = state.Next()!; state.OpenCount == 2; request = state.Next()!)
        {
            Assert.Equal(request.CandidateFirst.Count, 2 * request.CandidateFirst.Count(f => f));
            state.AddTimes(request.Case, 1, Pairs(request, 50, 1, request.GetHashCode()), null);
        }
    }

    [Fact]
    public void Next_SettledCase_IsNotAskedForAgain()
    {
        DuelState state = State(ComparisonMetric.Wall);
        var asked = new List<ComparedCase>();
        for (int i = 0; i < 60 && state.Next() is { } request; i++)
        {
            asked.Add(request.Case);

            // The slow case is so noisy that it stays open.
            double ratio = request.Case == Quick ? 1 : i % 4 < 2 ? 0.5 : 2;
            state.AddTimes(request.Case, i, Pairs(request, 50, ratio, i), null);
        }

        Assert.Equal(1, state.OpenCount);
        Assert.Equal(Slow, asked[^1]);
        Assert.True(asked.Count(c => c == Quick) <= 16);
        Assert.Equal(ChangeVerdict.Equivalent, state.Comparisons.Single(c => c.Case == Quick).Verdict);
    }

    [Fact]
    public void Next_AllSettled_IsNull()
    {
        DuelState state = State(ComparisonMetric.Wall, ComparisonMetric.Cpu);
        for (int i = 0; state.Next() is { } request; i++)
        {
            PairedValue[] pairs = Pairs(request, 50, 1.2, i);
            state.AddTimes(request.Case, i, pairs, pairs);
        }

        Assert.True(state.IsSettled);
        Assert.All(state.Comparisons, c => Assert.Equal(ChangeVerdict.Slower, c.Verdict));
        Assert.All(state.Summaries, s => Assert.Equal(ChangeVerdict.Slower, s.Verdict));
    }

    [Fact]
    public void Fail_OneCase_LeavesTheOtherJudged()
    {
        DuelState state = State(ComparisonMetric.Wall);
        state.Fail(Slow, "50.0.1: Crashed", byCandidate: true);
        for (int i = 0; state.Next() is { } request; i++)
        {
            state.AddTimes(request.Case, i, Pairs(request, 50, 1.2, i), null);
        }

        Assert.Equal((OpenReason.Failed, "50.0.1: Crashed", true), state.Comparisons.Where(c => c.Case == Slow).Select(c => (c.Reason, c.Message, c.CandidateFailed)).Single());
        Assert.Equal(ChangeVerdict.Slower, state.Comparisons.Single(c => c.Case == Quick).Verdict);
    }

    [Fact]
    public void Fail_AfterAVerdict_LeavesTheVerdict()
    {
        DuelState state = State(ComparisonMetric.Wall, ComparisonMetric.Memory);
        state.Fail(Slow, "not of interest here", byCandidate: false);
        while (Of(ComparisonMetric.Wall).Verdict == ChangeVerdict.Inconclusive)
        {
            DuelRequest request = state.Next()!;
            if (request.Work == DuelWork.Time)
            {
                state.AddTimes(Quick, request.GetHashCode(), Pairs(request, 50, 1.2, 1), null);
            }
        }

        state.Fail(Quick, "50.0.1: TimedOut", byCandidate: true);

        Assert.Equal((ChangeVerdict.Slower, false), (Of(ComparisonMetric.Wall).Verdict, Of(ComparisonMetric.Wall).CandidateFailed));
        Assert.Equal((OpenReason.Failed, true), (Of(ComparisonMetric.Memory).Reason, Of(ComparisonMetric.Memory).CandidateFailed));

        CompileTimeComparison Of(ComparisonMetric metric) => state.Comparisons.Single(c => c.Case == Quick && c.Metric == metric);
    }

    [Fact]
    public void AddTimes_WithoutCpuTimes_GivesThatMetricUp()
    {
        DuelState state = State(ComparisonMetric.Cpu);
        DuelRequest request = state.Next()!;

        state.AddTimes(request.Case, 1, Pairs(request, 50, 1, 0), null);

        Assert.Equal(1, state.OpenCount);
    }

    [Fact]
    public void Conclude_BeforeTheFirstLook_JudgesWhatThereIs()
    {
        DuelState state = State(ComparisonMetric.Wall);
        for (int i = 0; i < 8; i++)
        {
            DuelRequest request = state.Next()!;
            state.AddTimes(request.Case, i, Pairs(request, 50, 3, i), null);
        }

        state.Conclude();

        Assert.True(state.IsSettled);
        Assert.Null(state.Next());
        Assert.All(state.Comparisons, c => Assert.Equal(ChangeVerdict.Slower, c.Verdict));
    }

    [Fact]
    public void Next_EqualSeeds_AskTheSame()
    {
        DuelState first = State(ComparisonMetric.Wall);
        DuelState second = State(ComparisonMetric.Wall);

        for (int i = 0; i < 2; i++)
        {
            DuelRequest a = first.Next()!;
            DuelRequest b = second.Next()!;
            Assert.Equal(a.Case, b.Case);
            Assert.Equal(a.CandidateFirst, b.CandidateFirst);
        }
    }

    [Fact]
    public void Constructor_CaseTwice_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new DuelState(new DuelPlan { Cases = [Quick, Quick] }));

    [Fact]
    public void Constructor_Instructions_AreRefused() =>
        Assert.Throws<ArgumentException>(() => State(ComparisonMetric.Instructions));
}
