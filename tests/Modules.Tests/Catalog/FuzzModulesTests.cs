using CompileBench.Modules.Catalog;
using CompileBench.Modules.Generation.Fuzzing;
using Xunit;

namespace CompileBench.Modules.Tests.Catalog;

public sealed class FuzzModulesTests
{
    [Theory]
    [InlineData("fuzz-winch@42", new string[0])]
    [InlineData("fuzz-default@42", new[] { "winch" })]
    [InlineData("fuzz-all@42", new[] { "pulley", "winch" })]
    public void TryFind_AFuzzModule_DescribesIt(string name, string[] refusedBy)
    {
        Assert.True(TestCatalog.Own.TryFind(name, out var entry, out _));

        Assert.Equal(new GeneratedModule(name), entry.Origin);
        Assert.Equal((ModuleCategory.Fuzz, "MIT", false), (entry.Category, entry.Licence, entry.IsPrimary));
        Assert.Equal(refusedBy, entry.RefusedBy);
    }

    [Theory]
    [InlineData("fuzz-all@x", "'fuzz-all@x' has no seed")]
    [InlineData("fuzz-al@1", "did you mean 'fuzz-all@1'")]
    [InlineData("fuzz-all", "fuzz-all@1024")]
    public void TryFind_NoSuchFuzzModule_SaysWhatToWrite(string name, string expected)
    {
        Assert.False(TestCatalog.Own.TryFind(name, out _, out var fault));

        Assert.Contains(expected, fault);
    }

    [Fact]
    public void Parse_ASuiteOfGeneratedModules_MakesThem()
    {
        var catalog = TestCatalog.Own;

        var suite = SuiteFile.Parse("nested-loops-locals@1024\nfuzz-winch@7 # and a random one\n", "mine.suite", catalog);

        Assert.Equal([ModuleCategory.Ladder, ModuleCategory.Fuzz], suite.Entries.Select(entry => entry.Category));
        Assert.Equal(FuzzRecipe.Parse("fuzz-winch@7").Generate(), catalog.Generate(suite.Entries[1]));
    }
}
