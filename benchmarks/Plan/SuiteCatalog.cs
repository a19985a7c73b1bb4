using CompileBench.Modules.Catalog;

namespace CompileBench.Benchmarks.Plan;

/// <summary>The catalog with every generator the product has.</summary>
internal static class SuiteCatalog
{
    /// <summary>Loads it from beside the program.</summary>
    /// <exception cref="CatalogException">It is missing or faulty.</exception>
    public static ModuleCatalog Load() => ModuleCatalog.Load();
}
