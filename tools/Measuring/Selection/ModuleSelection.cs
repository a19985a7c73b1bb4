using System.Collections.Immutable;
using CompileBench.Modules.Catalog;
using CompileBench.Results.Storage;

namespace CompileBench.Measuring.Selection;

/// <summary>Finds the catalog entries a command line means.</summary>
public static class ModuleSelection
{
    /// <summary>The suite measured when nothing else is asked for.</summary>
    public const string DefaultSuite = "default";

    /// <summary>
    /// The entries: the suite's; narrowed by <c>--module</c> where both are given; of the whole catalog, and of files, where only
    /// <c>--module</c> is.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="suiteName">A suite by name or file; null when none was named, which means the default one unless modules were.</param>
    /// <param name="modules">Names, globs, recipes or <c>.wasm</c> files.</param>
    /// <exception cref="UsageException">A name is not known, or two different modules would go by the same one.</exception>
    public static ImmutableArray<CatalogEntry> Select(ModuleCatalog catalog, string? suiteName, IReadOnlyList<string> modules)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(modules);
        try
        {
            if (modules.Count == 0)
            {
                return catalog.LoadSuite(suiteName ?? DefaultSuite).Entries;
            }

            var named = ModuleNames.Distinct(modules.SelectMany(pattern => Named(catalog, pattern)));
            if (suiteName is null)
            {
                return named;
            }

            var suite = catalog.LoadSuite(suiteName);
            var names = named.Select(e => e.Name).ToHashSet();
            var both = suite.Entries.Where(e => names.Contains(e.Name)).ToImmutableArray();
            if (both.IsEmpty)
            {
                throw new UsageException($"no module of suite '{suite.Name}' matches {string.Join(", ", modules)}");
            }

            // The suite's own are measured, so a file that only shares a name with one of them must not pass for it.
            _ = ModuleNames.Distinct([.. named, .. both]);
            return both;
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
            if (!File.Exists(pattern))
            {
                throw new UsageException($"there is no file {pattern}");
            }

            RegularFile.Require(pattern, LinkPolicy.Follow);
            return [CatalogEntry.ForLocalFile(pattern)];
        }

        return catalog.TrySelect(pattern, out var entries, out var fault) ? entries : throw new UsageException(fault);
    }
}
