using CompileBench.Measuring;
using CompileBench.Modules.Catalog;

namespace CompileBench.Benchmarks.Suite.Plan;

/// <summary>
/// Cuts what was asked for into parts for several machines. A part has whole modules, because every ratio is between two settings of one
/// module and must not be between two machines; and it is cut from what was asked for and not from what this machine could have, so that the
/// parts fit together.
/// </summary>
internal static class ModuleShard
{
    /// <summary>The modules of one part.</summary>
    /// <param name="entries">All that was asked for.</param>
    /// <param name="shard">Which part, from 1, of how many.</param>
    /// <exception cref="UsageException">There are fewer modules than parts, and this one has none.</exception>
    public static IReadOnlyList<CatalogEntry> Select(IReadOnlyList<CatalogEntry> entries, (int Index, int Count) shard)
    {
        CatalogEntry[] mine = [.. entries.Where((_, i) => i % shard.Count == shard.Index - 1)];
        return mine.Length > 0 || entries.Count == 0
            ? mine
            : throw new UsageException($"--shard {shard.Index}/{shard.Count} has no module: there are {entries.Count}, and a module is never divided");
    }
}
