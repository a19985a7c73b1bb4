using CompileBench.Modules.Wasm.Reading;
using Xunit;

namespace CompileBench.Modules.Tests.Wasm.Reading;

public sealed class DecoderCorpusTests
{
    [Fact]
    public void Decode_EveryValidModuleOfTheSpecification_Accepts() => Assert.Empty(Refusals(Corpora.SpecValid));

    [Fact]
    public void Decode_EveryModuleOfWasmSmith_Accepts() => Assert.Empty(Refusals(Corpora.Smith));

    [Fact]
    public void Decode_EveryMalformedModuleOfTheSpecification_RefusesAtAnOffsetWithin()
    {
        var wrong = new List<string>();
        foreach (var file in Corpora.SpecMalformed)
        {
            var bytes = File.ReadAllBytes(file);
            var refusal = Refusal(bytes);
            if (refusal is null || refusal.Offset < 0 || refusal.Offset > bytes.Length)
            {
                wrong.Add($"{Path.GetFileName(file)}: {refusal?.Message ?? "accepted"}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Decode_EveryInvalidModuleOfTheSpecification_EitherAcceptsOrRefuses()
    {
        foreach (var file in Corpora.SpecInvalid)
        {
            _ = Refusal(File.ReadAllBytes(file));
        }
    }

    [Fact]
    public void Decode_EveryPrefixOfModulesOfWasmSmith_RefusesWithinThePrefix()
    {
        foreach (var file in Corpora.Smith.Where(file => new FileInfo(file).Length < 6_000))
        {
            var bytes = File.ReadAllBytes(file);
            for (var length = 0; length < bytes.Length; length += 1 + (length / 64))
            {
                // Between two sections a prefix may be a module; everywhere else the end is an error, and never behind the end.
                Assert.InRange(Refusal(bytes.AsSpan(0, length))?.Offset ?? 0, 0, length);
            }
        }
    }

    private static List<string> Refusals(IEnumerable<string> files) =>
        [.. from file in files let refusal = Refusal(File.ReadAllBytes(file)) where refusal is not null select $"{Path.GetFileName(file)}: {refusal.Message}"];

    private static WasmDecodeException? Refusal(ReadOnlySpan<byte> module)
    {
        try
        {
            ModuleDecoder.Decode(module);
            return null;
        }
        catch (WasmDecodeException refusal)
        {
            return refusal;
        }
    }
}
