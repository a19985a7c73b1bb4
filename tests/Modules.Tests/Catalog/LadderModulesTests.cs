using CompileBench.Modules.Catalog;
using CompileBench.Modules.Generation;
using Xunit;

namespace CompileBench.Modules.Tests.Catalog;

public sealed class LadderModulesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TryFind_RungOfALadder_DescribesItWithoutDigest()
    {
        Assert.True(TestCatalog.Own.TryFind("nested-blocks@64", out var entry, out _));

        Assert.Equal(new GeneratedModule("nested-blocks@64"), entry.Origin);
        Assert.Equal((ModuleCategory.Ladder, "MIT", false), (entry.Category, entry.Licence, entry.IsPrimary));
        Assert.Null(entry.Digest);
    }

    [Theory]
    [InlineData("nested-blocks@0", "nested-blocks has no size '0'")]
    [InlineData("nested-bloks@64", "did you mean 'nested-blocks@64'")]
    [InlineData("nested-blocks", "as in nested-blocks@1024")]
    public void TryFind_NoSuchRung_SaysWhatToWrite(string name, string expected)
    {
        Assert.False(TestCatalog.Own.TryFind(name, out _, out var fault));

        Assert.Contains(expected, fault);
    }

    [Theory]
    [InlineData("struct-chain@8", "gc", new[] { "winch" })]
    [InlineData("atomics-run@8", "threads", new[] { "pulley", "winch" })]
    [InlineData("simd-run@8", "simd", new string[0])]
    public void TryFind_ShapeThatNeedsAProposal_NamesItAndWhoRefuses(string name, string proposal, string[] refusedBy)
    {
        Assert.True(TestCatalog.Own.TryFind(name, out var entry, out _));

        Assert.Equal(refusedBy, entry.RefusedBy);
        Assert.Contains(proposal, entry.Proposals);
    }

    [Fact]
    public async Task FetchAsync_RungOfALadder_StoresTheRecipesBytes()
    {
        Assert.True(TestCatalog.Own.TryFind("nested-blocks@64", out var entry, out _));
        var fetcher = new ModuleFetcher(TestCatalog.Own, new ModuleCache(_folder.Path), new FetchOptions { SearchPath = "" });

        var results = await fetcher.FetchAsync([entry], null, TestContext.Current.CancellationToken);

        var available = Assert.IsType<ModuleFetchResult.Available>(Assert.Single(results));
        Assert.Equal(FetchSource.Generator, available.Source);
        Assert.Equal(GeneratorRecipe.Parse("nested-blocks@64").Generate(), await File.ReadAllBytesAsync(available.Path, TestContext.Current.CancellationToken));
    }
}
