using System.Collections.Immutable;
using CompileBench.Modules;
using CompileBench.Modules.Catalog;

namespace CompileBench.Measuring.Selection;

/// <summary>Sees to it that a name, which is all that records know a module by, means one module only.</summary>
internal static class ModuleNames
{
    /// <summary>The entries, each name once, in the order of their first mention.</summary>
    /// <exception cref="UsageException">Two entries share a name and are not, or cannot be seen to be, the same module.</exception>
    public static ImmutableArray<CatalogEntry> Distinct(IEnumerable<CatalogEntry> entries)
    {
        var first = new Dictionary<ModuleName, CatalogEntry>();
        var distinct = ImmutableArray.CreateBuilder<CatalogEntry>();
        foreach (var entry in entries)
        {
            if (first.TryAdd(entry.Name, entry))
            {
                distinct.Add(entry);
            }
            else if (!AreSame(first[entry.Name], entry))
            {
                throw new UsageException(
                    $"'{entry.Name}' would be the name of two different modules, {Place(first[entry.Name])} and {Place(entry)}: rename the file, or measure them in runs of their own");
            }
        }

        return distinct.ToImmutable();
    }

    private static bool AreSame(CatalogEntry one, CatalogEntry other) =>
        one.Origin == other.Origin || (Digest(one) is { } digest && digest == Digest(other));

    private static ModuleDigest? Digest(CatalogEntry entry)
    {
        if (entry.Origin is not LocalFile file)
        {
            return entry.Digest;
        }

        using var stream = File.OpenRead(file.FullPath);
        return ModuleDigest.Compute(stream);
    }

    private static string Place(CatalogEntry entry) => entry.Origin is LocalFile file ? file.FullPath : entry.Origin.Describe();
}
