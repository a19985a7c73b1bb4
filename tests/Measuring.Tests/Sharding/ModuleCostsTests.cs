using CompileBench.Measuring.Sharding;
using CompileBench.Measuring.Training;
using CompileBench.Modules.Catalog;
using CompileBench.Results.Schema.Models;
using Xunit;

namespace CompileBench.Measuring.Tests.Sharding;

public sealed class ModuleCostsTests
{
    private static readonly ModuleCatalog Catalog = ModuleCatalog.Load();

    // The table stays as it is when a model is trained again, because another table makes other plans. It is a fault only where it is far off.
    [Fact]
    public void ForCompiles_ModulesOfTheTable_AreNearThePublishedModel()
    {
        var model = ModelsJson.ReadModel(File.ReadAllBytes(Repository.At("results", "models", "50.0.1.json")));
        var features = FeaturesByDigest(Repository.At("results", "training", "50.0.1", FeatureTable.FileName));
        var checkedModules = 0;
        foreach (var entry in Catalog.Entries.Where(e => e.Digest is { } d && features.ContainsKey(d.ToString())))
        {
            var values = features[entry.Digest!.Value.ToString()];
            var predicted = model.Parts.Where(p => p.Target == "time").Sum(p => p.Terms.Sum(t => t.Weight * values.GetValueOrDefault(t.Feature))) / 1e6;
            Assert.InRange(ModuleCosts.ForCompiles(entry), (predicted / 2) - 1, (predicted * 2) + 1);
            checkedModules++;
        }

        Assert.True(checkedModules > 30, $"only {checkedModules} modules of the table are in the training run");
    }

    [Fact]
    public void ForCompiles_GeneratedModules_GrowWithTheirInstructions()
    {
        var (small, large) = (Find("nested-blocks@1024"), Find("nested-blocks@65536"));

        Assert.InRange(ModuleCosts.ForCompiles(large), ModuleCosts.ForCompiles(small) + 1, long.MaxValue);
    }

    [Fact]
    public void ForRound_SmallModule_StillCostsItsProcesses() => Assert.InRange(ModuleCosts.ForRound(Find("nested-blocks@1"), 7), 7_000, 30_000);

    private static CatalogEntry Find(string name) => Catalog.TryFind(name, out var entry, out var fault) ? entry : throw new InvalidOperationException(fault);

    private static Dictionary<string, Dictionary<string, double>> FeaturesByDigest(string path)
    {
        var file = ModelsJson.ReadFeatures(File.ReadAllBytes(path));
        return file.Modules.ToDictionary(m => m.Digest, m => m.Places.Select((p, i) => (Name: file.Features[p], Value: m.Values[i])).ToDictionary(f => f.Name, f => f.Value));
    }
}
