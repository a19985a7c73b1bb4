using CompileBench.Modules.Catalog;
using Xunit;

namespace CompileBench.Modules.Tests.Catalog;

/// <summary>Fetching for real. These tests need npm and the package registries; without them they say so and skip.</summary>
[Trait("Needs", "network")]
public sealed class ModuleFetchFromRegistriesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FetchAsync_SmallNpmPackages_ComeOnceAndThenFromTheCacheWithoutAnyTool()
    {
        var cache = new ModuleCache(_folder.Path);
        CatalogEntry[] entries = [TestCatalog.OwnEntry("rabin"), TestCatalog.OwnEntry("argon2"), TestCatalog.OwnEntry("argon2-simd"), TestCatalog.OwnEntry("argon2-napi-threads")];

        var first = await new ModuleFetcher(TestCatalog.Own, cache).FetchAsync(entries, null, TestContext.Current.CancellationToken);
        SkipWithoutRegistry(first);
        var noTools = new FetchOptions { SearchPath = "" };
        var second = await new ModuleFetcher(TestCatalog.Own, new ModuleCache(_folder.Path), noTools)
            .FetchAsync(entries, null, TestContext.Current.CancellationToken);

        Assert.All(first, result => Assert.Equal(FetchSource.Package, Assert.IsType<ModuleFetchResult.Available>(result).Source));
        Assert.All(second, result => Assert.Equal(FetchSource.Cache, Assert.IsType<ModuleFetchResult.Available>(result).Source));
        Assert.Equal(entries, second.Select(result => result.Entry));
    }

    [Fact]
    public async Task FetchAsync_WrongDigest_NpmPackageComesButIsNotUsed()
    {
        var wrong = TestCatalog.OwnEntry("rabin") with { Digest = ModuleDigest.Compute([1]) };

        var results = await new ModuleFetcher(TestCatalog.Own, new ModuleCache(_folder.Path)).FetchAsync([wrong], null, TestContext.Current.CancellationToken);

        SkipWithoutRegistry(results);
        Assert.Equal(TestCatalog.OwnEntry("rabin").Digest, Assert.IsType<ModuleFetchResult.DigestMismatch>(Assert.Single(results)).Actual);
    }

    [Fact]
    public async Task FetchAsync_DotnetRuntime_ComesByRestoreIntoThePackageFolder()
    {
        // The folder is said to be empty, so that a restore has to run; the restore itself may find the package on this machine.
        var options = new FetchOptions { NuGetPackagesFolder = _folder.At("nothing-here") };

        var results = await new ModuleFetcher(TestCatalog.Own, new ModuleCache(_folder.Path), options)
            .FetchAsync([TestCatalog.OwnEntry("dotnet-runtime-10")], null, TestContext.Current.CancellationToken);

        SkipWithoutRegistry(results);
        Assert.IsType<ModuleFetchResult.Available>(Assert.Single(results));
    }

    private static void SkipWithoutRegistry(IReadOnlyList<ModuleFetchResult> results)
    {
        // In continuous integration a missing registry is a failure, not a reason to pass.
        var missing = results.OfType<ModuleFetchResult.Unavailable>().FirstOrDefault();
        Assert.SkipWhen(missing is not null && Environment.GetEnvironmentVariable("CI") != "true", missing?.Reason ?? "");
    }
}
