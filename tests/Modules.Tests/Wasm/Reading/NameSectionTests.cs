using System.Text;
using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Modules.Wasm.Reading.Sections;
using Xunit;

namespace CompileBench.Modules.Tests.Wasm.Reading;

public sealed class NameSectionTests
{
    [Fact]
    public void MoveNext_ModuleFunctionAndLocalNames_AreAllRead()
    {
        byte[] functions = [2, 0, .. ModuleBytes.Name("main"), 7, .. ModuleBytes.Name("größe")];
        byte[] locals = [2, 0, 1, 0, .. ModuleBytes.Name("n"), 7, 2, 0, .. ModuleBytes.Name("a"), 3, .. ModuleBytes.Name("b")];
        byte[] labels = [0xFF, 0xFF];
        byte[] section =
        [
            0, .. Sized([.. ModuleBytes.Name("demo")]),
            1, .. Sized(functions),
            3, .. Sized(labels),
            2, .. Sized(locals),
        ];

        Assert.Equal(["Module 0 0 demo", "Function 0 0 main", "Function 7 0 größe", "Local 0 0 n", "Local 7 0 a", "Local 7 3 b"], Read(section, out var malformed));
        Assert.False(malformed);
    }

    [Theory]
    [InlineData("0107020001610101FF", "Function 0 0 a")]
    [InlineData("01FF", "")]
    [InlineData("0105FFFFFFFF0F", "")]
    [InlineData("0104020001", "")]
    public void MoveNext_MalformedSection_KeepsWhatWasReadAndStops(string hex, string expected)
    {
        var names = Read(Convert.FromHexString(hex), out var malformed);
        Assert.Equal(expected, string.Join(';', names));
        Assert.True(malformed);
    }

    [Fact]
    public void Decode_ModuleWithMalformedNameSection_IsAccepted() =>
        ModuleDecoder.Decode(new ModuleBytes().Section(0, [.. ModuleBytes.Name("name"), 1, 0x7F, 0xFF]).ToArray());

    private static byte[] Sized(byte[] bytes) => [.. ModuleBytes.Leb(bytes.Length), .. bytes];

    private static List<string> Read(byte[] section, out bool malformed)
    {
        var names = new List<string>();
        var reader = new NameSectionReader(new ByteReader(section, 0, SectionId.Custom));
        while (reader.MoveNext())
        {
            var entry = reader.Current;
            names.Add($"{entry.Thing} {entry.Function} {entry.Local} {Encoding.UTF8.GetString(entry.Name)}");
        }

        malformed = reader.Fault is not null;
        return names;
    }
}
