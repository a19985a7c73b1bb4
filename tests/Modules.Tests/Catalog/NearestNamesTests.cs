using CompileBench.Modules.Catalog;
using Xunit;

namespace CompileBench.Modules.Tests.Catalog;

public sealed class NearestNamesTests
{
    private static readonly string[] Settings =
        ["speed-backtracking", "speed-singlepass", "none-backtracking", "none-singlepass", "size-backtracking", "winch", "pulley"];

    [Theory]
    [InlineData("wicnh", "winch")]
    [InlineData("Winch", "winch")]
    [InlineData("puley", "pulley")]
    [InlineData("none-single-pass", "none-singlepass")]
    [InlineData("sped-backtracking", "speed-backtracking")]
    public void To_Misspelt_NearestComesFirst(string wanted, string expected) => Assert.Equal(expected, NearestNames.To(wanted, Settings)[0]);

    [Fact]
    public void To_PartOfAName_IsSuggested() => Assert.Contains("none-singlepass", NearestNames.To("singlepass", Settings));

    [Fact]
    public void To_NothingAlike_IsEmpty() => Assert.Empty(NearestNames.To("cranelift-fast", ["sqlite", "lua"]));

    [Fact]
    public void To_ManyAlike_ReturnsNoMoreThanAsked() => Assert.Equal(2, NearestNames.To("lua-5.3", ["lua-5.0", "lua-5.1", "lua-5.2", "lua-5.4"], 2).Count);

    [Fact]
    public void Suggestion_TwoNear_JoinsThem() =>
        Assert.Equal("; did you mean 'lua-5.0' or 'lua-5.5'?", NearestNames.Suggestion("lua-5.1", ["lua-5.0", "lua-5.5", "sqlite"]));

    [Fact]
    public void Suggestion_NoneNear_IsEmpty() => Assert.Equal("", NearestNames.Suggestion("zzzzzz", Settings));
}
