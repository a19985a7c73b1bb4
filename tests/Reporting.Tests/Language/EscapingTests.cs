using CompileBench.Reporting.Language;
using Xunit;

namespace CompileBench.Reporting.Tests.Language;

public sealed class EscapingTests
{
    [Theory]
    [InlineData("sqlite", "sqlite")]
    [InlineData("a|b", "a\\|b")]
    [InlineData("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;")]
    [InlineData("[x](javascript:y)", "\\[x\\](javascript:y)")]
    [InlineData("two\nlines\r\n", "two lines  ")]
    [InlineData("- item", "\\- item")]
    [InlineData("# head", "#&#8203; head")]
    [InlineData("@someone", "@&#8203;someone")]
    [InlineData("`code` *b* _i_ ~~s~~", "\\`code\\` \\*b\\* \\_i\\_ \\~\\~s\\~\\~")]
    public void Markdown_ForeignText_CannotFormat(string text, string expected) => Assert.Equal(expected, MarkdownText.Escape(text));

    [Fact]
    public void Markdown_TenKilobytes_AreCut() => Assert.True(MarkdownText.Escape(new string('a', 10_000)).Length <= MarkdownText.MaxLength);

    [Theory]
    [InlineData("=cmd()", "'=cmd()")]
    [InlineData("+1", "'+1")]
    [InlineData("@x", "'@x")]
    [InlineData("-", "-")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("=a,\"b\"", "\"'=a,\"\"b\"\"\"")]
    [InlineData(null, "")]
    public void Csv_ForeignText_IsNoFormula(string? text, string expected) => Assert.Equal(expected, CsvText.Field(text));

    [Theory]
    [InlineData("50.0.1", "50.0.1")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("A b\0C", "a-b-c")]
    [InlineData("", "x")]
    [InlineData("..", "x")]
    public void FileName_ForeignText_IsSafe(string text, string expected) => Assert.Equal(expected, FileNameText.FromText(text));

    [Fact]
    public void Plain_LoneSurrogateAndBidiOverride_AreReplaced() => Assert.Equal("a\uFFFDb c", PlainText.Cut("a\uD800b\u202Ec", 100));
}
