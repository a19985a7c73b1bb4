using System.Buffers.Binary;
using CompileBench.Reporting.Charts.Drawing;
using Xunit;

namespace CompileBench.Reporting.Tests.Charts;

public sealed class BundledFontTests
{
    [Fact]
    public void Unpack_BundledFont_GivesOpenTypeWithItsTables()
    {
        var font = WoffFile.Unpack(BundledFont.RegularWoff);
        Assert.Equal(0x00010000u, BinaryPrimitives.ReadUInt32BigEndian(font));
        Assert.True(BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(4)) >= 9);
        Assert.Equal("Inter", BundledFont.Regular.FamilyName);
    }

    [Theory]
    [InlineData("")]
    [InlineData("wOF2 and forty-four bytes that are no WOFF font")]
    public void Unpack_OtherBytes_SaysSo(string bytes) =>
        Assert.Throws<InvalidDataException>(() => WoffFile.Unpack(System.Text.Encoding.ASCII.GetBytes(bytes)));

    [Theory]
    [InlineData("1.23 µs ± 2% · 50 × …")]
    [InlineData("Größe, façade, señal")]
    public void Drawable_CharactersThatChartsUse_AreInTheFont(string text) => Assert.Equal(text, BundledFont.Drawable(text));

    [Fact]
    public void Drawable_WhatXmlForbids_IsReplaced() => Assert.Equal("a?b?c", BundledFont.Drawable("a\u0001b\uD800c"));
}
