using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;
using Xunit;

namespace CompileBench.Modules.Tests.Wasm.Reading;

public sealed class ByteReaderTests
{
    [Theory]
    [InlineData("00", 0u)]
    [InlineData("7F", 127u)]
    [InlineData("8001", 128u)]
    [InlineData("E58E26", 624485u)]
    [InlineData("FFFFFFFF0F", uint.MaxValue)]
    [InlineData("8080808000", 0u)]
    public void ReadU32_WellFormed_GivesTheNumber(string bytes, uint expected) => Assert.Equal(expected, Reader(bytes).ReadU32());

    [Theory]
    [InlineData("808080808000", WasmDecodeReason.IntegerTooLong, 4)]
    [InlineData("FFFFFFFF1F", WasmDecodeReason.IntegerTooLarge, 4)]
    [InlineData("8080", WasmDecodeReason.UnexpectedEnd, 2)]
    [InlineData("", WasmDecodeReason.UnexpectedEnd, 0)]
    public void ReadU32_Malformed_SaysWhyAndWhere(string bytes, WasmDecodeReason reason, int offset) =>
        AssertRefuses(() => _ = Reader(bytes).ReadU32(), reason, offset);

    [Theory]
    [InlineData("00", 0)]
    [InlineData("7F", -1)]
    [InlineData("C0BB78", -123456)]
    [InlineData("808080807F", -268435456)]
    [InlineData("8080808078", int.MinValue)]
    [InlineData("FFFFFFFF07", int.MaxValue)]
    public void ReadS32_WellFormed_GivesTheNumber(string bytes, int expected) => Assert.Equal(expected, Reader(bytes).ReadS32());

    [Theory]
    [InlineData("8080808070", WasmDecodeReason.IntegerTooLarge)]
    [InlineData("FFFFFFFF0F", WasmDecodeReason.IntegerTooLarge)]
    [InlineData("FFFFFFFFFF7F", WasmDecodeReason.IntegerTooLong)]
    public void ReadS32_Malformed_SaysWhyAndWhere(string bytes, WasmDecodeReason reason) =>
        AssertRefuses(() => _ = Reader(bytes).ReadS32(), reason, 4);

    [Theory]
    [InlineData("8080808070", -4294967296L)]
    [InlineData("FFFFFFFF0F", 4294967295L)]
    [InlineData("70", -16L)]
    public void ReadS33_WellFormed_GivesTheNumber(string bytes, long expected) => Assert.Equal(expected, Reader(bytes).ReadS33());

    [Theory]
    [InlineData("80808080808080808001", 9223372036854775808UL)]
    [InlineData("FFFFFFFFFFFFFFFFFF01", ulong.MaxValue)]
    public void ReadU64_TenBytes_GivesTheNumber(string bytes, ulong expected) => Assert.Equal(expected, Reader(bytes).ReadU64());

    [Theory]
    [InlineData("8080808080808080807F", long.MinValue)]
    [InlineData("FFFFFFFFFFFFFFFFFF00", long.MaxValue)]
    public void ReadS64_TenBytes_GivesTheNumber(string bytes, long expected) => Assert.Equal(expected, Reader(bytes).ReadS64());

    [Theory]
    [InlineData("8080808080808080807E", WasmDecodeReason.IntegerTooLarge)]
    [InlineData("8080808080808080808000", WasmDecodeReason.IntegerTooLong)]
    public void ReadS64_Malformed_SaysWhyAndWhere(string bytes, WasmDecodeReason reason) =>
        AssertRefuses(() => _ = Reader(bytes).ReadS64(), reason, 9);

    [Fact]
    public void ReadS64_AnyNumberWrittenAsLeb_ComesBack()
    {
        var random = new Random(4);
        for (var round = 0; round < 20_000; round++)
        {
            var number = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            Assert.Equal(number, new ByteReader(SignedLeb(number), 0, SectionId.Header).ReadS64());
        }
    }

    [Theory]
    [InlineData("03616263", "abc")]
    [InlineData("02C3A9", "é")]
    public void ReadName_Utf8_GivesTheBytes(string bytes, string expected) =>
        Assert.Equal(expected, System.Text.Encoding.UTF8.GetString(Reader(bytes).ReadName()));

    [Theory]
    [InlineData("01FF", WasmDecodeReason.MalformedUtf8, 1)]
    [InlineData("03EDA080", WasmDecodeReason.MalformedUtf8, 1)]
    [InlineData("0461", WasmDecodeReason.UnexpectedEnd, 1)]
    [InlineData("FFFFFFFF0F", WasmDecodeReason.LimitExceeded, 0)]
    public void ReadName_Malformed_SaysWhyAndWhere(string bytes, WasmDecodeReason reason, int offset) =>
        AssertRefuses(() => _ = Reader(bytes).ReadName(), reason, offset);

    [Fact]
    public void ReadRegion_BeyondTheEnd_IsRefused() =>
        AssertRefuses(() => _ = Reader("0102").ReadRegion(3, SectionId.Code), WasmDecodeReason.UnexpectedEnd, 0);

    private static ByteReader Reader(string hex) => new(Convert.FromHexString(hex), 0, SectionId.Custom);

    private static void AssertRefuses(Action read, WasmDecodeReason reason, int offset)
    {
        var refusal = Assert.Throws<WasmDecodeException>(read);
        Assert.Equal((reason, offset, SectionId.Custom), (refusal.Reason, refusal.Offset, refusal.Section));
    }

    private static byte[] SignedLeb(long value)
    {
        var bytes = new List<byte>();
        while (value is < -64 or > 63)
        {
            bytes.Add((byte)((value & 0x7F) | 0x80));
            value >>= 7;
        }

        bytes.Add((byte)(value & 0x7F));
        return [.. bytes];
    }
}
