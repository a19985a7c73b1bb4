using CompileBench.Engines.Acquisition;
using CompileBench.Engines.Native;
using CompileBench.Modules.Catalog;
using Xunit;

namespace CompileBench.Engines.Tests.Acquisition;

public sealed class EnginePackagesTests : IDisposable
{
    private readonly PackageFeed _feed = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Obtain_FromASource_IsKeptForWhenTheSourceIsGone()
    {
        _feed.Add("7.8.9", "the library of 7.8.9");

        var first = await Packages(_feed.Source).ObtainAsync("7.8.9", null, Stop);
        Directory.Delete(_feed.Source, recursive: true);
        var second = await Packages("/nowhere").ObtainAsync("7.8.9", null, Stop);

        Assert.Equal(first, second);
        Assert.Equal("the library of 7.8.9", File.ReadAllText(second));
        Assert.StartsWith(_feed.Cache, second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Obtain_AVersionThatDoesNotExist_NamesTheNearest()
    {
        _feed.Add("7.8.9", "");

        var fault = await Assert.ThrowsAsync<EngineUnavailableException>(() => Packages(_feed.Source).ObtainAsync("7.8.10", null, Stop));

        Assert.Equal($"there is no version 7.8.10 of the Wasmtime package; the nearest is 7.8.9. {EnginePackages.OtherSources}", fault.Message);
    }

    [Fact]
    public async Task Obtain_WhatNuGetHasUnpacked_NeedsNoSource()
    {
        _feed.AddUnpacked("1.2.3", PackagedLibrary.RuntimeIdentifier);

        Assert.Equal("1.2.3", File.ReadAllText(await Packages("/nowhere").ObtainAsync("1.2.3", null, Stop)));
    }

    [Fact]
    public async Task Obtain_ADamagedCopy_IsReplaced()
    {
        _feed.AddUnpacked("1.2.3", PackagedLibrary.RuntimeIdentifier);
        var path = await Packages("/nowhere").ObtainAsync("1.2.3", null, Stop);
        File.WriteAllText(path, "damaged");

        Assert.Equal("1.2.3", File.ReadAllText(await Packages("/nowhere").ObtainAsync("1.2.3", null, Stop)));
    }

    [Fact]
    public async Task Obtain_NoLibraryForThisSystem_SaysWhichThereAre()
    {
        _feed.AddUnpacked("1.2.3", "other-cpu");

        var fault = await Assert.ThrowsAsync<EngineUnavailableException>(() => Packages("/nowhere").ObtainAsync("1.2.3", null, Stop));

        Assert.Contains(PackagedLibrary.RuntimeIdentifier, fault.Message, StringComparison.Ordinal);
        Assert.EndsWith($"it has other-cpu. {EnginePackages.OtherSources}", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("49.0.0", true)]
    [InlineData("50.0.0-rc.1", true)]
    [InlineData("50", false)]
    [InlineData("package", false)]
    [InlineData("../49.0.0", false)]
    public void IsVersion_Text_OnlyWholeVersions(string text, bool expected) => Assert.Equal(expected, EnginePackages.IsVersion(text));

    public void Dispose() => _feed.Dispose();

    private EnginePackages Packages(string source) => new(_feed.Cache, new FetchOptions { NuGetPackagesFolder = _feed.Unpacked }, source);
}
