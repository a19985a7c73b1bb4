using CompileBench.Measuring.Reducing;
using Xunit;

namespace CompileBench.Measuring.Tests.Reducing;

public class ConditionTests
{
    [Theory]
    [InlineData("bytes > 99", true)]
    [InlineData("bytes > 100", false)]
    [InlineData("bytes >= 100 and bytes <= 0.1KB", true)]
    [InlineData("time(winch) < 20ms", true)]
    [InlineData("time() / time(winch) > 4.9 and time()/time(winch) < 5.1", true)]
    [InlineData("instructions(winch, B) / instructions(winch, A) > 1.2", true)]
    [InlineData("2 + 3 * 4 > 13.9", true)]
    [InlineData("(2 + 3) * 4 > 19.9 and 10 - 4 - 3 < 4", true)]
    [InlineData("loops * 2 >= 6", true)]
    [InlineData("memory(pulley) > 0", false)]
    public void Holds_WithGivenValues_IsArithmetic(string text, bool expected)
    {
        var holds = Condition.Parse(text).Holds(quantity => quantity.ToString() switch
        {
            "bytes" => 100,
            "time(winch)" => 0.010,
            "time(speed-backtracking)" => 0.050,
            "instructions(winch, A)" => 1000,
            "instructions(winch, B)" => 1300,
            "loops" => 3,
            "memory(pulley)" => null,
            var other => throw new InvalidOperationException(other),
        });

        Assert.Equal(expected, holds);
    }

    [Theory]
    [InlineData("", "character 1")]
    [InlineData("bytes", "> >= < <=")]
    [InlineData("bytes > ", "a number or a quantity")]
    [InlineData("byte > 3", "did you mean 'bytes'")]
    [InlineData("time(winch > 3", "parenthesis")]
    [InlineData("time(winhc) > 3", "winch")]
    [InlineData("time(winch) > 3 lightyears", "'and'")]
    [InlineData("time(winch) > 3parsecs", "there is no unit 'parsecs'")]
    [InlineData("bytes > 1 or bytes < 2", "'and'")]
    [InlineData("1.2.3 > 1", "no number")]
    public void Parse_NoCondition_SaysWhatIsWrong(string text, string expected)
    {
        var fault = Assert.Throws<UsageException>(() => Condition.Parse(text));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_EndlessParentheses_IsRefused() =>
        Assert.Throws<UsageException>(() => Condition.Parse(new string('(', 100_000)));
}
