using System.Collections.Immutable;
using CompileBench.Modules;
using CompileBench.Modules.Catalog;
using CompileBench.Results.Storage;

namespace CompileBench.Measuring.Selection;

/// <summary>Ensures that a name, by which alone records identify a module, means one module only.</summary>
internal static class ModuleNames
{
    // Deeper folders make names that nobody reads.
    private const int MostFolders = 8;

    /// <summary>
    /// The entries, each module once, in the order of their first mention. Files that would have the name of another module get longer names: with as
    /// many of their folders as tell them apart, or else with the start of their file name's digest.
    /// </summary>
    /// <exception cref="UsageException">Two modules cannot be told apart.</exception>
    public static ImmutableArray<CatalogEntry> Distinct(IEnumerable<CatalogEntry> entries)
    {
        var byName = new Dictionary<ModuleName, List<CatalogEntry>>();
        var order = new List<CatalogEntry>();
        foreach (var entry in entries)
        {
            if (!byName.TryGetValue(entry.Name, out var namesakes))
            {
                byName.Add(entry.Name, namesakes = []);
            }

            if (!namesakes.Any(other => AreSame(other, entry)))
            {
                namesakes.Add(entry);
                order.Add(entry);
            }
        }

        var taken = byName.Where(g => g.Value.Count == 1).Select(g => g.Key).ToHashSet();
        var renamed = new Dictionary<ModuleOrigin, CatalogEntry>();
        foreach (var namesakes in byName.Values.Where(g => g.Count > 1))
        {
            foreach (var entry in ToldApart(namesakes, taken))
            {
                taken.Add(entry.Name);
                renamed.Add(entry.Origin, entry);
            }
        }

        return [.. order.Select(entry => renamed.GetValueOrDefault(entry.Origin, entry))];
    }

    /// <summary>Checks that entries with one name are one module.</summary>
    /// <exception cref="UsageException">Two entries share a name and are not, or cannot be seen to be, the same module.</exception>
    public static void RequireSame(IEnumerable<CatalogEntry> entries)
    {
        var first = new Dictionary<ModuleName, CatalogEntry>();
        foreach (var entry in entries)
        {
            if (!first.TryAdd(entry.Name, entry) && !AreSame(first[entry.Name], entry))
            {
                throw Ambiguous(first[entry.Name], entry);
            }
        }
    }

    private static IReadOnlyList<CatalogEntry> ToldApart(IReadOnlyList<CatalogEntry> namesakes, HashSet<ModuleName> taken)
    {
        foreach (var isMarked in (ReadOnlySpan<bool>)[false, true])
        {
            for (var folders = isMarked ? 0 : 1; folders <= MostFolders; folders++)
            {
                var renamed = namesakes.Select(e => e.Origin is LocalFile file ? e with { Name = LocalFileName.FromPath(file.FullPath, folders, isMarked) } : e).ToList();
                if (renamed.DistinctBy(e => e.Name).Count() == renamed.Count && !renamed.Any(e => taken.Contains(e.Name)))
                {
                    return renamed;
                }
            }
        }

        throw Ambiguous(namesakes[0], namesakes[1]);
    }

    private static UsageException Ambiguous(CatalogEntry one, CatalogEntry other) =>
        new($"'{one.Name}' would be the name of two different modules, {Place(one)} and {Place(other)}: rename the file, or measure them in separate runs");

    private static bool AreSame(CatalogEntry one, CatalogEntry other) =>
        one.Origin == other.Origin || (Digest(one) is { } digest && digest == Digest(other));

    private static ModuleDigest? Digest(CatalogEntry entry)
    {
        if (entry.Origin is not LocalFile file)
        {
            return entry.Digest;
        }

        return ModuleDigest.Compute(RegularFile.ReadAllBytes(file.FullPath, Array.MaxLength, LinkPolicy.Follow));
    }

    private static string Place(CatalogEntry entry) => entry.Origin is LocalFile file ? file.FullPath : entry.Origin.Describe();
}
