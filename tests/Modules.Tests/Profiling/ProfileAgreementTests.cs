using CompileBench.Modules.Catalog;
using CompileBench.Modules.Generation;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Modules.Profiling.Reference;
using CompileBench.Modules.Tests.Wasm.Reading;
using CompileBench.Modules.Wasm.Components;
using CompileBench.Modules.Wasm.Reading;
using Xunit;

namespace CompileBench.Modules.Tests.Profiling;

/// <summary>The profiler agrees with the reference on every function of every module there is: of the corpora, the catalog and the generators.</summary>
public sealed class ProfileAgreementTests
{
    [Fact]
    public void Profile_EveryModuleOfTheSpecification_AgreesWithTheReference() =>
        AssertAgreement([.. Corpora.SpecValid, .. Corpora.SpecInvalid, .. Corpora.SpecMalformed]);

    [Fact]
    public void Profile_EveryModuleOfWasmSmith_AgreesWithTheReference() => AssertAgreement(Corpora.Smith);

    [Fact]
    public void Profile_EveryModuleOfReports_AgreesWithTheReference() => AssertAgreement(Corpora.Reports);

    /// <summary>Real modules that have been fetched: <c>compilebench modules fetch --suite full</c> fetches all.</summary>
    [Fact]
    public void Profile_CatalogModulesAtHand_AgreesWithTheReference()
    {
        var cache = ModuleCache.ForCurrentUser();
        string[] files =
        [
            .. ModuleCatalog.Load().Entries.Select(entry => entry.Digest is { } digest ? cache.Find(digest) : null)
                .OfType<CacheLookup.Found>().Select(found => found.Path),
        ];
        Assert.SkipWhen(files.Length == 0, "no module of the catalog has been fetched on this machine");
        AssertAgreement(files);
    }

    [Fact]
    public void Profile_EveryLadder_AgreesWithTheReference()
    {
        var wrong = new List<string>();
        foreach (var shape in LadderShapes.All)
        {
            foreach (var size in new[] { shape.Sizes.Minimum, 20, 60 }.Where(size => size >= shape.Sizes.Minimum && size <= shape.Sizes.Maximum))
            {
                if (ReferenceComparison.FindDifference(GeneratorRecipe.Create(shape, size).Generate()) is { } difference)
                {
                    wrong.Add($"{shape.Name}@{size}: {difference}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    private static string? ReferenceDifference(byte[] module) => ReferenceComparison.FindDifference(module);

    [Fact]
    public void Profile_RandomBodies_AgreesWithTheReference()
    {
        for (var seed = 0; seed < 3_000; seed++)
        {
            var module = RandomBody.Module(seed);
            ModuleDecoder.Decode(module);
            var difference = ReferenceComparison.FindDifference(module);
            Assert.True(difference is null, $"seed {seed}: {difference}");
        }
    }

    private static void AssertAgreement(IReadOnlyCollection<string> files)
    {
        var wrong = new List<string>();
        foreach (var file in files)
        {
            // The reference profiles core modules, of which a component has any number.
            var bytes = File.ReadAllBytes(file);
            var modules = CoreModules.IsComponent(bytes) ? [.. CoreModules.Find(bytes).Select(m => m.In(bytes).ToArray())] : (byte[][])[bytes];
            wrong.AddRange(modules.Select(ReferenceDifference).OfType<string>().Select(difference => $"{Path.GetFileName(file)}: {difference}"));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{files.Count - wrong.Count} of {files.Count} modules agree");
        Assert.Empty(wrong);
    }
}
