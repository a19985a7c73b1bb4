using CompileBench.Modules.Wasm.Writing;
using Xunit;

namespace CompileBench.Modules.Tests.Generation;

public class WasmBufferTests
{
    [Theory]
    [InlineData(0u, "00")]
    [InlineData(127u, "7F")]
    [InlineData(128u, "8001")]
    [InlineData(624485u, "E58E26")]
    [InlineData(uint.MaxValue, "FFFFFFFF0F")]
    public void WriteUnsigned_IsTheShortestForm(uint value, string expected)
    {
        using var buffer = new WasmBuffer();
        buffer.WriteUnsigned(value);
        Assert.Equal(expected, Convert.ToHexString(buffer.Written));
        Assert.Equal(buffer.Length, WasmBuffer.UnsignedLength(value));
    }

    [Theory]
    [InlineData(0L, "00")]
    [InlineData(63L, "3F")]
    [InlineData(64L, "C000")]
    [InlineData(-64L, "40")]
    [InlineData(-65L, "BF7F")]
    [InlineData(-123456L, "C0BB78")]
    [InlineData(int.MinValue, "8080808078")]
    [InlineData(long.MaxValue, "FFFFFFFFFFFFFFFFFF00")]
    [InlineData(long.MinValue, "8080808080808080807F")]
    public void WriteSigned_IsTheShortestForm(long value, string expected)
    {
        using var buffer = new WasmBuffer();
        buffer.WriteSigned(value);
        Assert.Equal(expected, Convert.ToHexString(buffer.Written));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(70_000)]
    public void EndSized_OfNestedParts_PutsShortestSizesInFront(int length)
    {
        using var buffer = new WasmBuffer(1);
        var outer = buffer.BeginSized();
        var inner = buffer.BeginSized();
        buffer.WriteRepeated(0xAB, length);
        buffer.EndSized(inner);
        buffer.EndSized(outer);

        using var expected = new WasmBuffer();
        expected.WriteUnsigned((uint)(length + WasmBuffer.UnsignedLength((uint)length)));
        expected.WriteUnsigned((uint)length);
        expected.WriteRepeated(0xAB, length);
        Assert.Equal(expected.Written.ToArray(), buffer.Written.ToArray());
    }

    [Fact]
    public void WriteName_CountsBytesNotCharacters()
    {
        using var buffer = new WasmBuffer();
        buffer.WriteName("é");
        Assert.Equal("02C3A9", Convert.ToHexString(buffer.Written));
    }
}
