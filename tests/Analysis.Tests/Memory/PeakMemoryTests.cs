using CompileBench.Analysis.Memory;
using Xunit;

namespace CompileBench.Analysis.Tests.Memory;

public sealed class PeakMemoryTests
{
    public static TheoryData<long?[], long?> Launches => new()
    {
        { [], null },
        { [null, 0], null },
        { [4096], 4096 },
        { [8192, null, 4096], 6144 },
        { [900, 100, 200], 200 },
        { [long.MaxValue, long.MaxValue], long.MaxValue },
    };

    [Theory]
    [MemberData(nameof(Launches))]
    public void MedianOverLaunches_Peaks_GivesTheMiddle(long?[] peaks, long? expected) => Assert.Equal(expected, PeakMemory.MedianOverLaunches(peaks));
}
