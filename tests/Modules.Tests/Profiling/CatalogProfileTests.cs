using CompileBench.Modules.Catalog;
using CompileBench.Modules.Profiling;
using CompileBench.Modules.Wasm.Reading;
using Xunit;

namespace CompileBench.Modules.Tests.Profiling;

/// <summary>The catalog's real modules, as far as they have been fetched on this machine: <c>compilebench modules fetch --suite full</c> fetches all.</summary>
public sealed class CatalogProfileTests
{
    [Fact]
    public void Decode_CatalogModulesAtHand_AllDecodeAndHaveAProfile()
    {
        var refused = new List<string>();
        foreach (var (name, path) in AtHand())
        {
            var bytes = File.ReadAllBytes(path);
            try
            {
                ModuleDecoder.Decode(bytes);
                Assert.Equal(bytes.Length, ModuleProfiler.Profile(bytes)[ModuleMetrics.ModuleBytes]);
            }
            catch (WasmDecodeException refusal)
            {
                refused.Add($"{name}: {refusal.Message}");
            }
        }

        Assert.Empty(refused);
    }

    /// <summary>
    /// A profile of 14 MB is to be made in a process of 100 MB, of which the runtime takes half and the module itself 14 MB. What is allocated grows
    /// with functions, whose types and sizes are kept, and with the largest function, not with code.
    /// </summary>
    [Fact]
    public void Profile_CatalogModulesAtHand_AllocateTheirSizeAtMost()
    {
        const long Start = 1_500_000;
        foreach (var (name, path) in AtHand())
        {
            var bytes = File.ReadAllBytes(path);
            var before = GC.GetAllocatedBytesForCurrentThread();
            _ = ModuleProfiler.Profile(bytes);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated <= Start + bytes.Length, $"{name}: {allocated} bytes allocated for a module of {bytes.Length}");
        }
    }

    private static List<(string Name, string Path)> AtHand()
    {
        var cache = ModuleCache.ForCurrentUser();
        var found = new List<(string, string)>();
        foreach (var entry in ModuleCatalog.Load().Entries)
        {
            if (entry.Digest is { } digest && cache.Find(digest) is CacheLookup.Found at)
            {
                found.Add((entry.Name.Text, at.Path));
            }
        }

        Assert.SkipWhen(found.Count == 0, "no module of the catalog has been fetched on this machine");
        TestContext.Current.TestOutputHelper?.WriteLine($"{found.Count} modules of the catalog are at hand");
        return found;
    }
}
