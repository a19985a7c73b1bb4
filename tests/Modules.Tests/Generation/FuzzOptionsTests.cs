using CompileBench.Modules.Generation.Fuzzing;
using CompileBench.Modules.Wasm.Format;
using Xunit;

namespace CompileBench.Modules.Tests.Generation;

public class FuzzOptionsTests
{
    [Theory]
    [InlineData("functions", 0, "functions must be 1 to 10,000 (functions with a body), not 0")]
    [InlineData("nesting", 10_001, "nesting must be 0 to 10,000 (deepest nesting of blocks), not 10,001")]
    [InlineData("calls-weight", -1, "calls-weight must be 0 to 1,000 (how often calls instructions are chosen), not -1")]
    public void Set_OutOfRange_NamesTheRange(string name, int value, string expected)
    {
        var knob = Assert.Single(FuzzKnob.All, knob => knob.Name == name);
        Assert.Equal(expected, Assert.Throws<FormatException>(() => knob.Set(FuzzOptions.Default, value)).Message);
    }

    [Fact]
    public void Generate_OptionsOutOfRange_NamesTheRange()
    {
        var error = Assert.Throws<FormatException>(() => FuzzGenerator.Generate(0, FuzzOptions.Default with { Locals = -1 }));
        Assert.Equal("locals must be 0 to 40,000 (largest number of locals of a function), not -1", error.Message);
    }

    [Fact]
    public void Fault_OfTooLargeAModule_SaysWhatToBound()
    {
        var options = FuzzOptions.Default with { Functions = 10_000, Instructions = 1_000_000 };
        Assert.Equal("functions times instructions must be at most 50,000,000, not 10,000,000,000", options.Fault());
    }

    [Fact]
    public void Set_EveryKnob_ChangesThatNumberAlone()
    {
        foreach (var knob in FuzzKnob.All)
        {
            var changed = knob.Set(FuzzOptions.Default, knob.Get(FuzzOptions.Default) + 1);
            Assert.NotEqual(FuzzOptions.Default, changed);
            Assert.Equal(FuzzOptions.Default, knob.Set(changed, knob.Get(FuzzOptions.Default)));
        }
    }

    [Fact]
    public void All_Knobs_HaveDistinctNames() =>
        Assert.Equal(FuzzKnob.All.Count, FuzzKnob.All.Select(knob => knob.Name).Distinct(StringComparer.Ordinal).Count());

    [Theory]
    [InlineData("fuzz-default@0")]
    [InlineData("fuzz-all@18446744073709551615")]
    [InlineData("fuzz-winch@42")]
    public void Parse_AFuzzModule_ReadsWhatToStringWrites(string text)
    {
        Assert.Equal(text, FuzzRecipe.Parse(text).ToString());
        Assert.Equal(text, FuzzRecipe.Parse(text).Name.Text);
    }

    [Theory]
    [InlineData("fuzz-everything@1", "no fuzz preset is called 'fuzz-everything': choose one of fuzz-default, fuzz-all, fuzz-winch")]
    [InlineData("fuzz-all", "'fuzz-all' has no seed: write fuzz-all@SEED, a whole number from 0 to 18446744073709551615, digits only")]
    [InlineData("fuzz-all@", "'fuzz-all@' has no seed: write fuzz-all@SEED, a whole number from 0 to 18446744073709551615, digits only")]
    [InlineData("fuzz-all@-1", "'fuzz-all@-1' has no seed: write fuzz-all@SEED, a whole number from 0 to 18446744073709551615, digits only")]
    [InlineData("fuzz-all@01", "'fuzz-all@01' has no seed: write fuzz-all@SEED, a whole number from 0 to 18446744073709551615, digits only")]
    public void TryParse_WhatIsNoFuzzModule_SaysWhyInOneLine(string text, string expected)
    {
        Assert.False(FuzzRecipe.TryParse(text, out _, out var error));
        Assert.Equal(expected, error);
    }

    [Fact]
    public void Parse_AnUnknownFeature_NamesThoseThereAre()
    {
        var error = Assert.Throws<FormatException>(() => WasmFeatureNames.Parse("simb"));
        Assert.StartsWith("no feature is called 'simb': choose from multi-value, ", error.Message, StringComparison.Ordinal);
        Assert.Equal(WasmFeatures.All, WasmFeatureNames.All.Select(WasmFeatureNames.Parse).Aggregate((a, b) => a | b));
    }
}
