using CompileBench.Measuring.Instructions.Callgrind;
using Xunit;

namespace CompileBench.Measuring.Tests.Instructions;

public class CallgrindReaderTests
{
    private const string Small = """
        # callgrind format
        version: 1
        cmd: ./program --with=value
        positions: line
        events: Ir

        ob=(1) /lib/a.so
        fl=(1) ???
        fn=(1) outer
        0 10
        +3 5
        cob=(2) /lib/b.so
        cfn=(2) inner
        calls=2 0
        * 30
        cfn=(3) (below main)
        calls=1 0
        0 7

        ob=(2)
        fn=(2)
        0 30

        ob=(1)
        fn=(3)
        0 7
        totals: 52
        """;

    [Fact]
    public void Read_SmallFile_CostsAndCallsByFunction()
    {
        var profile = CallgrindReader.Read(new StringReader(Small));

        Assert.Equal(52, profile.Total);
        Assert.Equal(["outer", "inner", "(below main)"], profile.Functions.Select(f => f.Name));
        Assert.Equal([15L, 30, 7], profile.Functions.Select(f => f.Exclusive));
        Assert.Equal(52, profile.Functions[0].Inclusive);
        Assert.Equal([("inner", 2L, 30L), ("(below main)", 1, 7)], profile.Functions[0].Calls.Select(c => (c.Callee.Name, c.Count, c.Instructions)));
        Assert.Equal("/lib/b.so", profile.Functions[1].Object);
        Assert.Equal("/lib/a.so", profile.Functions[2].Object);
    }

    [Fact]
    public void ReadTotal_SmallFile_ItsTotal() => Assert.Equal(52, CallgrindReader.ReadTotal(new StringReader(Small)));

    [Fact]
    public void Read_FunctionThatCallsItself_NotCountedTwice()
    {
        var profile = CallgrindReader.Read(new StringReader("fn=(1) f\n0 5\ncfn=(1)\ncalls=3 0\n0 4\ntotals: 5\n"));

        Assert.Equal(5, profile.Functions[0].Inclusive);
    }

    [Theory]
    [InlineData("fn=(1) f\n0 5\n", "ends without a total")]
    [InlineData("0 5\ntotals: 5\n", "line 1: a cost stands before the first function")]
    [InlineData("fn=(7)\ntotals: 5\n", "(7) was never given a name")]
    [InlineData("fn=(1) f\ncalls=x 0\n", "line 2: 'x 0' is no number of calls")]
    [InlineData("fn=(1) f\n0 much\n", "line 2: '0 much' holds no cost")]
    [InlineData("what is this\n", "line 1")]
    public void Read_Damaged_SaysWhere(string text, string words)
    {
        var fault = Assert.Throws<CallgrindFormatException>(() => CallgrindReader.Read(new StringReader(text)));

        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }
}
