using CompileBench.Engines.Hosting;
using Xunit;

namespace CompileBench.Engines.Tests.Hosting;

public sealed class LinuxProcessStatTests
{
    [Fact]
    public void Parse_NameWithBracketsAndSpaces_CountsFieldsFromItsEnd() =>
        Assert.Equal(
            new LinuxProcessStat('T', 17, TimeSpan.FromSeconds(3.5)),
            LinuxProcessStat.Parse("42 (a) S 9 (b) T 17 42 42 0 -1 4194560 1 0 0 0 300 50 0 0 20 0 1 0 100 0"));

    [Theory]
    [InlineData("")]
    [InlineData("42 (name) S 1 42")]
    [InlineData("42 (name) S one 42 42 0 -1 4194560 1 0 0 0 300 50 0")]
    public void Parse_TextThatIsCutShortOrDamaged_IsNull(string text) => Assert.Null(LinuxProcessStat.Parse(text));

    [Fact]
    public void Read_ThisProcess_HasAParentAndCpuTime()
    {
        Requires.Linux();

        var stat = LinuxProcessStat.Read(Environment.ProcessId);

        Assert.True(stat is { Parent: > 0, Cpu.Ticks: > 0 }, $"{stat}");
    }

    [Fact]
    public void Read_ProcessThatDoesNotExist_IsNull() => Assert.Null(LinuxProcessStat.Read(int.MaxValue));
}
