using System.Collections.Immutable;
using CompileBench.Benchmarks.CommandLine;
using CompileBench.Modules.Catalog;

namespace CompileBench.Benchmarks.Plan;

/// <summary>Finds the catalog entries a command line means.</summary>
internal static class ModuleSelection
{
    /// <summary>The suite measured when nothing else is asked for.</summary>
    public const string DefaultSuite = "default";

    /// <summary>
    /// The entries: the suite's; narrowed by <c>--module</c> where both are given; of the whole catalog, and of files, where only
    /// <c>--module</c> is.
    /// </summary>
    /// <exception cref="UsageException">A name is not known.</exception>
    public static ImmutableArray<CatalogEntry> Of(ModuleCatalog catalog, SuiteOptions options)
    {
        try
        {
            if (options.Modules.Count == 0)
            {
                return catalog.LoadSuite(options.Suite ?? DefaultSuite).Entries;
            }

            var named = options.Modules.SelectMany(pattern => Named(catalog, pattern)).DistinctBy(e => e.Name).ToImmutableArray();
            if (options.Suite is null)
            {
                return named;
            }

            var suite = catalog.LoadSuite(options.Suite);
            var names = named.Select(e => e.Name).ToHashSet();
            var both = suite.Entries.Where(e => names.Contains(e.Name)).ToImmutableArray();
            return both.IsEmpty
                ? throw new UsageException($"no module of suite '{suite.Name}' matches {string.Join(", ", options.Modules)}")
                : both;
        }
        catch (CatalogException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private static ImmutableArray<CatalogEntry> Named(ModuleCatalog catalog, string pattern)
    {
        if (pattern.EndsWith(".wasm", StringComparison.OrdinalIgnoreCase))
        {
            return File.Exists(pattern)
                ? [CatalogEntry.ForLocalFile(pattern)]
                : throw new UsageException($"there is no file {pattern}");
        }

        return catalog.TrySelect(pattern, out var entries, out var fault) ? entries : throw new UsageException(fault);
    }
}
