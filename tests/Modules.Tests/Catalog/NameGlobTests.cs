using CompileBench.Modules.Catalog;
using Xunit;

namespace CompileBench.Modules.Tests.Catalog;

public sealed class NameGlobTests
{
    [Theory]
    [InlineData("*", "sqlite", true)]
    [InlineData("sql*", "sqlite", true)]
    [InlineData("*lite", "sqlite", true)]
    [InlineData("lua-5.?", "lua-5.4", true)]
    [InlineData("LUA-*", "lua-5.4", true)]
    [InlineData("*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    [InlineData("lua", "lua-5.4", false)]
    [InlineData("lua-?", "lua-", false)]
    [InlineData("lua.5", "lua-5", false)]
    [InlineData("*", "", true)]
    [InlineData("", "x", false)]
    public void Matches_Pattern_MeansTheWholeName(string pattern, string name, bool expected) => Assert.Equal(expected, new NameGlob(pattern).Matches(name));

    [Theory]
    [InlineData("sql*", true)]
    [InlineData("lua-5.?", true)]
    [InlineData("sqlite", false)]
    public void IsPattern_Text_TellsNamesFromPatterns(string text, bool expected) => Assert.Equal(expected, NameGlob.IsPattern(text));
}
