using System.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.Measuring;
using CompileBench.Modules.Catalog;
using Xunit;

namespace CompileBench.CommandLine.Tests;

public class OptionTests
{
    [Theory]
    [InlineData("3s", 3000)]
    [InlineData("250ms", 250)]
    [InlineData("10m", 600_000)]
    public void TimeOption_WithItsUnit_IsRead(string text, double milliseconds)
    {
        var option = CommonOptions.Timeout();

        Assert.Equal(milliseconds, Parse(option, option.Name, text).GetValue(option)!.Value.TotalMilliseconds);
    }

    [Fact]
    public void TimeOption_NotGiven_IsNull()
    {
        var option = CommonOptions.Timeout();

        Assert.Null(Parse(option).GetValue(option));
    }

    [Fact]
    public void SizeOption_NotASize_ErrorNamesTheOptionAndTheText()
    {
        var option = CommonOptions.MemoryLimit();

        var error = Assert.Single(Parse(option, option.Name, "much").Errors);

        Assert.StartsWith("--memory-limit 'much' is not a size", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AFactorBelow1_IsRefused()
    {
        var options = new BudgetOptions();
        var command = new RootCommand { options.Budget, options.Factor };

        var fault = Assert.Throws<UsageException>(() => options.Read(command.Parse(["--budget-factor", "0.5"])));

        Assert.Contains("0.5 is below 1", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--module a.wasm b.wasm c.wasm --suite quick", "--module a.wasm --module b.wasm --module c.wasm --suite quick")]
    [InlineData("--module=a.wasm b.wasm", "--module=a.wasm --module b.wasm")]
    [InlineData("--filter x y --module a", "--filter x y --module a")]
    [InlineData("reduce --engine A=a m.wasm", "reduce --engine A=a m.wasm")]
    public void Expand_SeveralValuesInARow_GetTheOptionEach(string given, string expanded) =>
        Assert.Equal(expanded.Split(' '), RepeatedValues.Expand(given.Split(' ')));

    [Fact]
    public void Suite_Description_NamesEverySuite() =>
        Assert.All(ModuleCatalog.Load().SuiteNames, name => Assert.Contains(name, CommonOptions.Suite().Description, StringComparison.Ordinal));

    [Fact]
    public void Replace_OldSpellings_BecomeTheNewOnesWithTheirValues()
    {
        Assert.Equal(["reduce", "a.wasm", "--out=b", "--time-limit", "4m"], OldSpellings.Replace(["reduce", "a.wasm", "--output=b", "--time", "4m"]));
        Assert.Equal(["duel", "--report", "d", "--out", "runs"], OldSpellings.Replace(["duel", "--output", "d", "--out", "runs"]));
    }

    [Fact]
    public void FromException_AFormatException_IsADefectAndNotBadInput()
    {
        Assert.Null(CommandEnding.FromException(new FormatException("a digest")));
        Assert.Equal(ExitCodes.BadInput, CommandEnding.FromException(new UsageException("no"))!.ExitCode);
        Assert.Equal(ExitCodes.Interrupted, CommandEnding.FromException(new AggregateException(new OperationCanceledException()))!.ExitCode);
    }

    private static ParseResult Parse(Option option, params string[] arguments) => new RootCommand { option }.Parse(arguments);
}
