using CompileBench.Measuring.Runs;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Measuring.Tests.Runs;

public class HostIdentityTests
{
    private static readonly HostDescription Host = new("one", "Linux", "x64", "A Processor", 8, 16_000_000_000, ".NET 10", 0);

    [Fact]
    public void Difference_AnotherNameAndLoad_IsTheSameMachine() =>
        Assert.Null(HostIdentity.Difference(Host, Host with { Name = "container-7", LoadAverage = 3 }));

    [Fact]
    public void Difference_AnotherProcessorCoresMemoryOrSystem_IsAnotherMachine()
    {
        Assert.Contains("processor", HostIdentity.Difference(Host, Host with { Cpu = "B Processor" }), StringComparison.Ordinal);
        Assert.Contains("cores", HostIdentity.Difference(Host, Host with { LogicalCores = 4 }), StringComparison.Ordinal);
        Assert.Contains("memory", HostIdentity.Difference(Host, Host with { MemoryBytes = 32_000_000_000 }), StringComparison.Ordinal);
        Assert.Contains("system", HostIdentity.Difference(Host, Host with { OperatingSystem = "Linux 2" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Difference_AProcessorWithoutAName_EqualsNoOtherHost()
    {
        var nameless = Host with { Cpu = null };

        Assert.Null(HostIdentity.Difference(nameless, nameless));
        Assert.NotNull(HostIdentity.Difference(nameless, Host));
        Assert.Contains("--machine one", HostIdentity.Difference(nameless, nameless with { Name = "two" }), StringComparison.Ordinal);
    }

    [Fact]
    public void ProcessorName_ArmWithoutAModelName_IsMadeOfItsNumbers()
    {
        string[] lines = ["processor\t: 0", "CPU implementer\t: 0x41", "CPU variant\t: 0x3", "CPU part\t: 0xd0c", "CPU revision\t: 1", "", "processor\t: 1"];

        Assert.Equal("implementer 0x41 part 0xd0c variant 0x3 revision 1", HostFacts.ProcessorName(lines));
        Assert.Equal("X 1", HostFacts.ProcessorName(["processor : 0", "model name : X 1"]));
        Assert.Null(HostFacts.ProcessorName(["processor : 0"]));
    }
}
