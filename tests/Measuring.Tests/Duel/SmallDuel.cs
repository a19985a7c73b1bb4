using CompileBench.Analysis.Comparison;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Duel;
using CompileBench.Measuring.Selection;
using CompileBench.Modules.Catalog;

namespace CompileBench.Measuring.Tests.Duel;

/// <summary>Duels over generated modules, small enough for every build.</summary>
internal static class SmallDuel
{
    public static DuelSetup Create(TestFolder folder, EngineBuild baseline, EngineBuild candidate, TimeSpan time, string[] modules, params string[] settings)
    {
        var catalog = ModuleCatalog.Load();
        var fetched = new ModuleFetcher(catalog, new ModuleCache(folder.Path)).FetchAsync(ModuleSelection.Select(catalog, null, modules)).GetAwaiter().GetResult();
        return new DuelSetup
        {
            Baseline = baseline,
            Candidate = DuelSetup.Opponent(baseline, candidate),
            CatalogFolder = catalog.Folder,
            Modules = [.. fetched.Cast<ModuleFetchResult.Available>()],
            Settings = [.. settings.Select(s => CompilerSettings.All.First(known => known.Name == s))],
            Metrics = [ComparisonMetric.Wall, ComparisonMetric.Cpu],
            Time = time,
            RunsFolder = folder.Path,
        };
    }
}
