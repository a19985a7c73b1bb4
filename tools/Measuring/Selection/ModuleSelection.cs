using System.Collections.Immutable;
using CompileBench.Modules.Catalog;
using CompileBench.Results.Storage;

namespace CompileBench.Measuring.Selection;

/// <summary>Finds the modules that <c>--suite</c> and <c>--module</c> name.</summary>
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
    /// <param name="modules">Names, globs of names, recipes, <c>.wasm</c> files, patterns of paths, folders or <c>.suite</c> files.</param>
    /// <exception cref="UsageException">A name is unknown, a file cannot be used, or two different modules would have the same name.</exception>
    public static ImmutableArray<CatalogEntry> Select(ModuleCatalog catalog, string? suiteName, IReadOnlyList<string> modules)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(modules);
        try
        {
            if (modules.Count == 0)
            {
                return ModuleNames.Distinct(FromSuite(catalog, suiteName ?? DefaultSuite).Entries);
            }

            var named = ModuleNames.Distinct(modules.SelectMany(text => FromText(catalog, text)));
            if (suiteName is null)
            {
                return named;
            }

            var suite = FromSuite(catalog, suiteName);
            var names = named.Select(e => e.Name).ToHashSet();
            var both = suite.Entries.Where(e => names.Contains(e.Name)).ToImmutableArray();
            if (both.IsEmpty)
            {
                throw new UsageException($"no module of suite '{suite.Name}' matches {string.Join(", ", modules)}");
            }

            // The suite's own are measured, so a file that only shares a name with one of them must not pass for it.
            ModuleNames.RequireSame([.. named, .. both]);
            return both;
        }
        catch (CatalogException e)
        {
            throw new UsageException(e.Message);
        }
    }

    /// <summary>
    /// A text of <c>--module</c> or <c>--suite</c> from an earlier run, such that it means the same in any current directory: paths that were relative
    /// start at the directory in which that run was started.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The directory; null where it is not known.</param>
    public static string FromStart(string text, string? start)
    {
        ArgumentNullException.ThrowIfNull(text);
        return start is not null && !text.Contains('\0', StringComparison.Ordinal) && (ModuleFiles.IsPath(text) || IsSuiteFile(text) || IsFolder(Path.Combine(start, text), text))
            ? Path.GetFullPath(text, start)
            : text;
    }

    // A module of the catalog is meant rather than a folder of its name.
    private static bool IsFolder(string path, string text) => Directory.Exists(path) && !ModuleCatalog.Load().TrySelect(text, out _, out _);

    private static bool IsSuiteFile(string text) => text.EndsWith(SuiteFile.Extension, StringComparison.OrdinalIgnoreCase);

    private static ModuleSuite FromSuite(ModuleCatalog catalog, string nameOrPath)
    {
        if (nameOrPath.Contains('\0', StringComparison.Ordinal))
        {
            throw new UsageException("the name of a suite contains a NUL character");
        }

        if (IsSuiteFile(nameOrPath))
        {
            RegularFile.Require(nameOrPath, LinkPolicy.Follow);
        }

        var suite = catalog.LoadSuite(nameOrPath);
        foreach (var entry in suite.Entries)
        {
            RequireFile(entry);
        }

        return suite;
    }

    private static IReadOnlyList<CatalogEntry> FromText(ModuleCatalog catalog, string text)
    {
        if (IsSuiteFile(text))
        {
            return FromSuite(catalog, text).Entries;
        }

        if (!ModuleFiles.IsPath(text))
        {
            // A module of the catalog is meant rather than a folder of its name, which can be written with a separator at its end.
            if (catalog.TrySelect(text, out var known, out var fault))
            {
                return known;
            }

            if (!Path.Exists(text))
            {
                throw new UsageException(fault);
            }
        }

        if (!ModuleFiles.TryFind(text, Environment.CurrentDirectory, out var files, out var reason))
        {
            throw new UsageException(reason);
        }

        var entries = files.Select(CatalogEntry.ForLocalFile).ToList();
        entries.ForEach(RequireFile);
        return entries;
    }

    private static void RequireFile(CatalogEntry entry)
    {
        if (entry.Origin is LocalFile file)
        {
            RegularFile.Require(file.FullPath, LinkPolicy.Follow);
        }
    }
}
