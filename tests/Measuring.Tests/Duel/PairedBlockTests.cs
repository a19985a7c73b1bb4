using CompileBench.Engines.Hosting;
using CompileBench.Measuring.Duel;
using Xunit;

namespace CompileBench.Measuring.Tests.Duel;

public sealed class PairedBlockTests
{
    [Fact]
    public void MemoryPair_BothKnownAlike_ComparesTheLowerEnds()
    {
        var pair = Block(new PeakAnonymousMemory(20_000_000, 20_200_000), new PeakAnonymousMemory(30_000_000, 30_300_000)).MemoryPair();

        Assert.Equal((20_000_000, 30_000_000), (pair!.Value.Baseline, pair.Value.Candidate));
    }

    // As seen with a thin library in front of the real one, whose pages come in during the compile: its lower end was 5% too low.
    [Fact]
    public void MemoryPair_OneKnownMuchLessExactly_IsNull() =>
        Assert.Null(Block(new PeakAnonymousMemory(12_800_000, 13_000_000), new PeakAnonymousMemory(12_200_000, 20_400_000)).MemoryPair());

    private static PairedBlock Block(PeakAnonymousMemory baseline, PeakAnonymousMemory candidate) =>
        new("module", "winch", 1, DateTimeOffset.UnixEpoch, [], Side(baseline), Side(candidate));

    private static BlockSide Side(PeakAnonymousMemory peak) => new([], null) { PeakAnonymous = peak };
}
