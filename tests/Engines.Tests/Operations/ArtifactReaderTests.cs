using CompileBench.Engines.Native;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Settings;
using Xunit;

namespace CompileBench.Engines.Tests.Operations;

public class ArtifactReaderTests
{
    [Fact]
    public void Read_EveryPrefixOfAnArtifact_IsReadOrRefusedWithAReason()
    {
        var image = Artifact();
        for (var length = 0; length < image.Length; length += 97)
        {
            AssertReadOrRefused(image.AsSpan(0, length).ToArray());
        }
    }

    [Fact]
    public void Read_HeaderWithEveryByteDamaged_IsReadOrRefusedWithAReason()
    {
        var image = Artifact();
        for (var at = 0; at < 64; at++)
        {
            var damaged = image.ToArray();
            damaged[at] ^= 0xff;
            AssertReadOrRefused(damaged);
        }
    }

    [Fact]
    public void Read_NoElfImage_SaysSo() =>
        Assert.Contains("ELF", Assert.Throws<ArtifactFormatException>(() => ArtifactReader.Read(new byte[100])).Message, StringComparison.Ordinal);

    private static void AssertReadOrRefused(byte[] image)
    {
        try
        {
            Assert.NotNull(ArtifactReader.Read(image));
        }
        catch (ArtifactFormatException e)
        {
            Assert.NotEmpty(e.Message);
        }
    }

    private static byte[] Artifact()
    {
        using var engine = new ConfiguredEngine(WasmtimeLibrary.Load(null), CompilerSettings.Baseline);
        var module = engine.Compile(SmallModule.Bytes, out _);
        try
        {
            return engine.Serialize(module);
        }
        finally
        {
            engine.Delete(module);
        }
    }
}
