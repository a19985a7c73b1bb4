using CompileBench.Modules.Catalog;
using Xunit;

namespace CompileBench.Modules.Tests.Catalog;

public sealed class ModuleCacheTests : IDisposable
{
    private static readonly byte[] Bytes = TestCatalog.EmptyModule;
    private static readonly ModuleDigest Digest = ModuleDigest.Compute(Bytes);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_NothingStored_IsMissing() => Assert.IsType<CacheLookup.Missing>(new ModuleCache(_folder.Path).Find(Digest));

    [Fact]
    public void Store_ThenFind_GivesTheSameBytes()
    {
        var path = new ModuleCache(_folder.Path).Store(Bytes);

        var found = Assert.IsType<CacheLookup.Found>(new ModuleCache(_folder.Path).Find(Digest));
        Assert.Equal(path, found.Path);
        Assert.Equal(Bytes, File.ReadAllBytes(found.Path));
    }

    [Fact]
    public void Store_Twice_LeavesOneFileAndNoPartialOne()
    {
        var cache = new ModuleCache(_folder.Path);
        cache.Store(Bytes);
        cache.Store(Bytes);

        Assert.Single(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 0, 97, 115, 109, 1, 0, 0, 1 })]
    public void Find_FileWithOtherBytes_IsNamedAndRemoved(byte[] damage)
    {
        var path = new ModuleCache(_folder.Path).Store(Bytes);
        File.WriteAllBytes(path, damage);

        var damaged = Assert.IsType<CacheLookup.Damaged>(new ModuleCache(_folder.Path).Find(Digest));

        Assert.Equal(path, damaged.Path);
        Assert.Equal(ModuleDigest.Compute(damage), damaged.Actual);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Find_CutShortAfterItWasVerified_IsDamaged()
    {
        var cache = new ModuleCache(_folder.Path);
        var path = cache.Store(Bytes);
        Assert.IsType<CacheLookup.Found>(cache.Find(Digest));
        File.WriteAllBytes(path, Bytes[..4]);

        Assert.IsType<CacheLookup.Damaged>(cache.Find(Digest));
    }

    [Fact]
    public void Store_FromManyThreads_EndsWithOneWholeFile()
    {
        Parallel.For(0, 32, _ => new ModuleCache(_folder.Path).Store(Bytes));

        Assert.Equal(Bytes, File.ReadAllBytes(Assert.Single(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories))));
    }

    [Fact]
    public void ForCurrentUser_VariableSet_LiesThere()
    {
        var before = Environment.GetEnvironmentVariable(ModuleCache.EnvironmentVariable);
        try
        {
            Environment.SetEnvironmentVariable(ModuleCache.EnvironmentVariable, _folder.Path);
            Assert.Equal(_folder.Path, ModuleCache.ForCurrentUser().Folder);

            Environment.SetEnvironmentVariable(ModuleCache.EnvironmentVariable, null);
            Assert.EndsWith("compilebench", ModuleCache.ForCurrentUser().Folder);
        }
        finally
        {
            Environment.SetEnvironmentVariable(ModuleCache.EnvironmentVariable, before);
        }
    }
}
