using CompileBench.Benchmarks.Suite.Plan;
using CompileBench.Measuring;
using CompileBench.Modules.Catalog;
using Xunit;

namespace CompileBench.Benchmarks.Tests;

public class ModuleShardTests
{
    private static readonly IReadOnlyList<CatalogEntry> Asked = ModuleCatalog.Load().LoadSuite("quick").Entries;

    [Fact]
    public void Select_AllParts_HaveEveryModuleOnce()
    {
        var parts = Enumerable.Range(1, 3).SelectMany(i => ModuleShard.Select(Asked, (i, 3))).Select(e => e.Name.Text);

        Assert.Equal(Asked.Select(e => e.Name.Text).Order(), parts.Order());
    }

    [Fact]
    public void Select_MorePartsThanModules_SaysSo()
    {
        var e = Assert.Throws<UsageException>(() => ModuleShard.Select(Asked, (Asked.Count + 1, Asked.Count + 1)));

        Assert.Contains("has no module", e.Message, StringComparison.Ordinal);
    }
}
