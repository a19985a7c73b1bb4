using CompileBench.Analysis.Ratios.Rounds;
using CompileBench.Reporting.Language;
using Xunit;

namespace CompileBench.Reporting.Tests.Language;

public sealed class ReferenceWordsTests
{
    [Fact]
    public void ForTable_OneRound_SaysThatRoundsAreTooFew() => Assert.Equal(
        "1 round; times are not divided by their reference compiles: the rounds are too few to tell whether that makes them steadier",
        ReferenceWords.ForTable(Table([1], reference: 5_000_000)));

    [Fact]
    public void ForTable_NoReferences_SaysSo() => Assert.Equal(
        "2 rounds; times are not divided by reference compiles: not all of them have one", ReferenceWords.ForTable(Table([1, 2], reference: null)));

    [Fact]
    public void ForTable_ReferencesThatFollowTheMachine_GivesBothSpreads() => Assert.Equal(
        "4 rounds; times are divided by the reference compile beside each of them, because that makes them steadier: they differ by 0.0% between rounds, undivided by 61.4%; "
        + "milliseconds are these times multiplied by the median reference of the run, 7.07 ms",
        ReferenceWords.ForTable(Table([1, 2, 1, 2], reference: 5_000_000)));

    // The machine is so many times slower in each round, for a compile and its reference alike.
    private static RoundTable Table(double[] machine, double? reference) => RoundTable.FromStretches(
        from module in new[] { "a", "b", "c" }
        from round in Enumerable.Range(0, machine.Length)
        select new RoundStretch(round + 1, module, "winch", [new StretchSample(0, 1_000_000 * machine[round], reference * machine[round])]),
        "speed-backtracking");
}
