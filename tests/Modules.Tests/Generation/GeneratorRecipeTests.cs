using System.Buffers;
using CompileBench.Modules.Generation;
using CompileBench.Modules.Generation.Ladders;
using Xunit;

namespace CompileBench.Modules.Tests.Generation;

public class GeneratorRecipeTests
{
    [Fact]
    public void Generate_ForEveryShape_GivesTheGoldenBytes()
    {
        GoldenDigests.Read("golden-ladders.tsv").AssertHold(
            from shape in LadderShapes.All
            from recipe in GoldenRecipes(shape)
            select (recipe.ToString(), recipe.Generate()));
    }

    [Theory]
    [InlineData("nested-blocks@1024")]
    [InlineData("nested-blocks@1")]
    [InlineData("nested-blocks@7-s18446744073709551615")]
    public void Parse_ARung_ReadsWhatToStringWrites(string text)
    {
        var recipe = GeneratorRecipe.Parse(text);

        Assert.Equal(text, recipe.ToString());
        Assert.Equal(text, recipe.Name.Text);
        Assert.Equal(recipe, GeneratorRecipe.Create(recipe.Shape, recipe.Size, recipe.Seed));
    }

    [Theory]
    [InlineData("nested-blocks", "'nested-blocks' names no size: write SHAPE@SIZE, as in nested-blocks@1024")]
    [InlineData("nested-blocks@0", "nested-blocks has no size '0': give a number of nested blocks from 1 to 2,000,000, digits only")]
    [InlineData("nested-blocks@2000001", "nested-blocks has no size '2000001': give a number of nested blocks from 1 to 2,000,000, digits only")]
    [InlineData("nested-blocks@99999999999999999999", "nested-blocks has no size '99999999999999999999': give a number of nested blocks from 1 to 2,000,000, digits only")]
    [InlineData("nested-blocks@", "nested-blocks has no size '': give a number of nested blocks from 1 to 2,000,000, digits only")]
    [InlineData("nested-blocks@007", "nested-blocks has no size '007': give a number of nested blocks from 1 to 2,000,000, digits only")]
    [InlineData("nested-blocks@1,000", "nested-blocks has no size '1,000': give a number of nested blocks from 1 to 2,000,000, digits only")]
    [InlineData("nested-blocks@-5", "nested-blocks has no size '-5': give a number of nested blocks from 1 to 2,000,000, digits only")]
    [InlineData("nested-blocks@5-s0", "'nested-blocks@5-s0' has no seed after '-s': write a whole number from 1 to 18446744073709551615, or leave it off for seed 0")]
    [InlineData("nested-blocks@5-s", "'nested-blocks@5-s' has no seed after '-s': write a whole number from 1 to 18446744073709551615, or leave it off for seed 0")]
    public void TryParse_WhatIsNoRung_SaysWhyInOneLine(string text, string expected)
    {
        Assert.False(GeneratorRecipe.TryParse(text, out var recipe, out var error));
        Assert.Null(recipe);
        Assert.Equal(expected, error);
        Assert.Equal(expected, Assert.Throws<FormatException>(() => GeneratorRecipe.Parse(text)).Message);
    }

    [Fact]
    public void TryParse_AnUnknownShape_NamesThoseThatShareAWord()
    {
        Assert.False(GeneratorRecipe.TryParse("simd-walk@5", out _, out var error));
        Assert.Equal("no shape is called 'simd-walk': choose one of simd-run, simd-shuffles, relaxed-simd-run, simd-constants", error);
    }

    [Fact]
    public void TryParse_AShapeUnlikeAnyOther_NamesThemAll()
    {
        Assert.False(GeneratorRecipe.TryParse("spaghetti@5", out _, out var error));
        Assert.All(LadderShapes.All, shape => Assert.Contains(shape.Name, error, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public void Create_ASizeOutOfRange_NamesTheRange()
    {
        Assert.True(LadderShapes.TryFind("locals-all-live", out var shape));
        var error = Assert.Throws<FormatException>(() => GeneratorRecipe.Create(shape, 50_000));
        Assert.Equal("locals-all-live has no size '50000': give a number of locals from 1 to 49,999, digits only", error.Message);
    }

    [Fact]
    public void Generate_ToAStreamOrABuffer_GivesTheBytesOfTheArray()
    {
        var recipe = GeneratorRecipe.Parse("lexer-switch@300-s9");
        using var stream = new MemoryStream();
        var buffer = new ArrayBufferWriter<byte>();

        recipe.Generate(stream);
        recipe.Generate(buffer);

        Assert.Equal(recipe.Generate(), stream.ToArray());
        Assert.Equal(recipe.Generate(), buffer.WrittenSpan.ToArray());
    }

    private static IEnumerable<GeneratorRecipe> GoldenRecipes(LadderShape shape)
    {
        int At(int size) => Math.Clamp(size, shape.Sizes.Minimum, shape.Sizes.Maximum);
        yield return GeneratorRecipe.Create(shape, shape.Sizes.Minimum);
        yield return GeneratorRecipe.Create(shape, At(7));
        yield return GeneratorRecipe.Create(shape, At(100));
        yield return GeneratorRecipe.Create(shape, At(100), seed: 1);
    }
}
