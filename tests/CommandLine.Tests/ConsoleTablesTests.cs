using CompileBench.Reporting.Documents.Tables;
using Xunit;

namespace CompileBench.CommandLine.Tests;

public sealed class ConsoleTablesTests
{
    [Fact]
    public void Draw_TableThatFits_IsWholeAndAligned()
    {
        var table = new TextTable("name", ">time") { Title = "times" };
        table.AddRow("a", "1.00 ms");
        table.AddRow("longer", "12.3 ms");

        Assert.Equal(["", "times", "  name       time", "  ──────  ───────", "  a       1.00 ms", "  longer  12.3 ms", ""], ConsoleTables.Draw(table, 120));
    }

    [Fact]
    public void Draw_TooWide_UsesShorterCellsBeforeItLeavesOutColumnsInTheirOrder()
    {
        var table = Wide();

        var at150 = ConsoleTables.Draw(table, 150);
        var at115 = ConsoleTables.Draw(table, 115);
        var at100 = ConsoleTables.Draw(table, 100);
        var at80 = ConsoleTables.Draw(table, 80);

        Assert.Contains(at150, l => l.Contains("0.48x  1.23 ms ± 2%", StringComparison.Ordinal));
        Assert.Contains(at115, l => l.Contains("0.48x", StringComparison.Ordinal) && !l.Contains("1.23 ms", StringComparison.Ordinal));
        Assert.Equal("(shortened to 115 columns; all of it: --json)", at115[^1]);
        Assert.Equal("(shortened to 100 columns, without: least; all of it: --json)", at100[^1]);
        Assert.Equal("(shortened to 80 columns, without: least, more; all of it: --json)", at80[^1]);
        Assert.DoesNotContain(at80, l => l.Contains("12345678901234567", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(97)]
    [InlineData(120)]
    public void Draw_AnyWidth_NoLineIsWider(int width)
    {
        var matrix = new TextTable(Enumerable.Range(1, 9).Select(i => $">setting-number-{i}").Prepend("module")) { Continues = true };
        matrix.AddRow([new string('m', 90), .. Enumerable.Range(1, 9).Select(i => new TextCell($"{i}.00x (0.98x to 1.02x)", $"{i}.00x"))]);

        Assert.All(ConsoleTables.Draw(Wide(), width), l => Assert.True(l.Length <= width, l));
        Assert.All(ConsoleTables.Draw(matrix, width), l => Assert.True(l.Length <= width, l));
    }

    [Fact]
    public void Draw_ColumnsWithoutRoom_ContinueBelowBesideTheFirst()
    {
        var table = new TextTable(">a", ">b", ">c", ">d") { Continues = true };
        table.AddRow("row", new string('b', 50), new string('c', 50), new string('d', 20));

        var lines = ConsoleTables.Draw(table, 80).Where(l => l.Contains("row", StringComparison.Ordinal)).ToList();

        Assert.Equal(2, lines.Count);
        Assert.Contains('b', lines[0]);
        Assert.Contains("cd", lines[1].Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_LongTexts_NamesLoseTheirMiddleAndSentencesTheirEnd()
    {
        var table = new TextTable("module", "verdict");
        table.AddRow($"first{new string('x', 80)}@65536", $"not compiled by both: {new string('y', 80)}");

        var row = ConsoleTables.Draw(table, 80).Single(l => l.Contains("first", StringComparison.Ordinal));

        Assert.Matches("first.*…x*@65536 ", row);
        Assert.EndsWith("…", row, StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_WideLettersAndControlCharacters_KeepColumnsStraight()
    {
        var table = new TextTable("module", ">bytes");
        table.AddRow("日本", "1");
        table.AddRow("a\u001b[2J", "22");

        var lines = ConsoleTables.Draw(table, 80);

        Assert.Equal("  日本        1", lines[3]);
        Assert.Equal("  a [2J      22", lines[4]);
    }

    private static TextTable Wide()
    {
        var table = new TextTable("module", ">least", ">ratio", ">more", ">code", "verdict") { LeaveOut = ["least", "more"] };
        table.AddRow("nested-loops-locals@65536", "12345678901234567", new TextCell("0.48x  1.23 ms ± 2%", "0.48x"), "1234567890", "123456789", "superlinear: k 1.98 (1.93 to 2.03) at the top, line 1.15");
        return table;
    }
}
