using CompileBench.Engines.Native;
using CompileBench.Engines.Probing;
using Xunit;

namespace CompileBench.Engines.Tests.Probing;

public sealed class EngineBuildTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void FromFile_NoLibrary_SaysSo() => Assert.Contains("is no shared library", Fault("hello, world"u8), StringComparison.Ordinal);

    [Fact]
    public void FromFile_AnotherProcessor_NamesBoth()
    {
        var fault = Fault(ElfFor(machine: 22));

        Assert.Contains(OperatingSystem.IsLinux() ? "s390x" : "Linux", fault, StringComparison.Ordinal);
        Assert.Contains(PackagedLibrary.RuntimeIdentifier, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void FromFile_ThePackagesLibrary_IsTaken() => Assert.Equal(PackagedLibrary.Version, EngineBuild.FromPackage().Label);

    [Fact]
    public void Parse_NeitherPathNorVersion_SaysWhatIsExpected() =>
        Assert.Contains("LABEL=PATH", Assert.Throws<EngineUnavailableException>(() => EngineBuild.Parse("newest")).Message, StringComparison.Ordinal);

    public void Dispose() => File.Delete(_file);

    private string Fault(ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(_file, content);
        return Assert.Throws<EngineUnavailableException>(() => EngineBuild.FromFile("mine", _file)).Message;
    }

    private static byte[] ElfFor(byte machine)
    {
        var header = new byte[64];
        "\u007fELF"u8.CopyTo(header);
        header[18] = machine;
        return header;
    }
}
