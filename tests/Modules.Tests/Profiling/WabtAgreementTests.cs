using CompileBench.Modules.Catalog;
using CompileBench.Modules.Profiling;
using CompileBench.Modules.Tests.Wasm.Reading;
using Xunit;

namespace CompileBench.Modules.Tests.Profiling;

/// <summary>
/// Functions, locals, calls and instructions of every class agree with wabt on every module it can read. Debian's wabt is a few years old: it
/// refuses what came later, above all garbage collection.
/// </summary>
public sealed class WabtAgreementTests
{
    [Fact]
    public void Profile_ModulesOfTheSpecification_CountAsWabtDoes() => AssertAgreement(Corpora.SpecValid, atLeast: 1500);

    [Fact]
    public void Profile_ModulesOfWasmSmith_CountAsWabtDoes() => AssertAgreement(Corpora.Smith, atLeast: 79);

    /// <summary>
    /// Real modules that have been fetched. wabt writes a line an instruction, which takes a minute for the largest: without
    /// <c>COMPILEBENCH_WABT=all</c> in the environment, those up to 2 MB.
    /// </summary>
    [Fact]
    public void Profile_CatalogModulesAtHand_CountAsWabtDoes()
    {
        var most = Environment.GetEnvironmentVariable("COMPILEBENCH_WABT") == "all" ? long.MaxValue : 2_000_000;
        var cache = ModuleCache.ForCurrentUser();
        var atHand = ModuleCatalog.Load().Entries
            .Select(entry => entry.Digest is { } digest ? cache.Find(digest) : null).OfType<CacheLookup.Found>().Select(found => found.Path)
            .Where(path => new FileInfo(path).Length <= most).ToList();
        Assert.SkipWhen(atHand.Count == 0, "no module of the catalog has been fetched on this machine");
        AssertAgreement(atHand, atLeast: 1);
    }

    private static void AssertAgreement(IReadOnlyList<string> files, int atLeast)
    {
        Assert.SkipWhen(WabtListing.Tool is null, "wabt's wasm-objdump is not installed");
        var read = 0;
        var wrong = new List<string>();
        Parallel.ForEach(files, new ParallelOptions { MaxDegreeOfParallelism = 2 }, file =>
        {
            if (WabtListing.FromFile(file) is { } listing)
            {
                Interlocked.Increment(ref read);
                var difference = Difference(file, listing);
                lock (wrong)
                {
                    wrong.AddRange(difference.Take(3).Select(text => $"{Path.GetFileName(file)}: {text}"));
                }
            }
        });
        Assert.Empty(wrong);
        Assert.True(read >= atLeast, $"wabt read {read} of {files.Count} modules, expected at least {atLeast}");
        TestContext.Current.TestOutputHelper?.WriteLine($"wabt read {read} of {files.Count} modules; all counts agree");
    }

    private static IEnumerable<string> Difference(string file, WabtListing listing)
    {
        var profile = ModuleProfiler.Profile(File.ReadAllBytes(file));
        foreach (var name in listing.UnknownNames)
        {
            yield return $"wabt lists an instruction we have not: {name}";
        }

        foreach (var metric in ComplexityMetric.All.Where(metric => listing.Metrics.ContainsKey(metric.Name)))
        {
            if (profile[metric] != listing.Metrics[metric.Name])
            {
                yield return $"{metric.Name} {profile[metric]}, wabt {listing.Metrics[metric.Name]}";
            }
        }
    }
}
