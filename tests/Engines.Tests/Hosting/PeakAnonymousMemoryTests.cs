using CompileBench.Engines.Hosting;
using Xunit;

namespace CompileBench.Engines.Tests.Hosting;

public sealed class PeakAnonymousMemoryTests
{
    [Fact]
    public void Between_FilesCameInMeanwhile_BracketsTheAnonymousPart()
    {
        var before = new MemoryStatus(PeakResident: 100, Anonymous: 40, Files: 50, Shared: 10);
        var after = new MemoryStatus(PeakResident: 200, Anonymous: 60, Files: 58, Shared: 12);

        Assert.Equal(new PeakAnonymousMemory(200 - 58 - 12 - 40, 200 - 50 - 10 - 40), PeakAnonymousMemory.Between(before, after));
    }

    [Fact]
    public void Between_FilesWereDropped_KeepsTheEndsInOrder()
    {
        var before = new MemoryStatus(PeakResident: 100, Anonymous: 40, Files: 60, Shared: 0);
        var after = new MemoryStatus(PeakResident: 110, Anonymous: 45, Files: 20, Shared: 0);

        Assert.Equal(new PeakAnonymousMemory(10, 50), PeakAnonymousMemory.Between(before, after));
    }

    [Fact]
    public void Between_NothingWasAdded_IsNotNegative()
    {
        var before = new MemoryStatus(PeakResident: 100, Anonymous: 50, Files: 50, Shared: 0);

        Assert.Equal(new PeakAnonymousMemory(0, 5), PeakAnonymousMemory.Between(before, new MemoryStatus(105, 40, 60, 0)));
    }

    [Fact]
    public void OwnStatus_OneRead_HasAllParts()
    {
        Assert.SkipUnless(ResidentMemory.IsKnown, "this system does not report memory");

        var status = ResidentMemory.OwnStatus()!.Value;

        Assert.InRange(status.Anonymous, 1 << 20, long.MaxValue);
        Assert.InRange(status.Files, 1 << 20, long.MaxValue);
        Assert.InRange(status.PeakResident, status.Resident / 2, long.MaxValue);
        Assert.Null(ResidentMemory.StatusOf(int.MaxValue));
    }
}
