using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace CompileBench.Modules.Catalog;

/// <summary>
/// Reads a <c>.suite</c> file: each line has one module name, one glob of names, or one path as <see cref="ModuleFiles"/> takes it; relative paths
/// start at the folder of the suite. <c>#</c> starts a comment, which ends with the line. Blank lines are ignored. A module that several lines
/// select appears once, at the first of them.
/// </summary>
public static class SuiteFile
{
    /// <summary>The extension of a suite file.</summary>
    public const string Extension = ".suite";

    // A line per module: a larger file is not a suite.
    private const long MostBytes = 16 << 20;

    /// <summary>Reads a suite.</summary>
    /// <exception cref="CatalogException">The file cannot be read, or a line names no module; the message has the line and the nearest names.</exception>
    public static ModuleSuite Load(string path, ModuleCatalog catalog)
    {
        string text;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes } large)
            {
                throw new CatalogException(path, null, $"cannot be read: it has {large.Length} bytes, the limit is {MostBytes}");
            }

            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CatalogException(path, null, $"cannot be read: {e.Message}", e);
        }

        return Parse(text, Path.GetFileName(path), catalog, Path.GetDirectoryName(Path.GetFullPath(path)));
    }

    /// <summary>Reads a suite from text.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="file">The file's name. Messages use it; without its extension it is the suite's name.</param>
    /// <param name="catalog">The catalog with the names.</param>
    /// <param name="folder">The folder at which relative paths start; null for the current directory.</param>
    /// <exception cref="CatalogException">A line selects no module, or no line selects any.</exception>
    public static ModuleSuite Parse(string text, string file, ModuleCatalog catalog, string? folder = null)
    {
        var entries = ImmutableArray.CreateBuilder<CatalogEntry>();
        var seen = new HashSet<(ModuleName, ModuleOrigin)>();
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var comment = line.IndexOf('#');
            var pattern = (comment < 0 ? line : line[..comment]).Trim();
            if (pattern.IsEmpty)
            {
                continue;
            }

            if (!TrySelect(pattern.ToString(), catalog, folder ?? Environment.CurrentDirectory, out var selected, out var fault))
            {
                throw new CatalogException(file, $"line {number}", fault);
            }

            entries.AddRange(selected.Where(entry => seen.Add((entry.Name, entry.Origin))));
        }

        return entries.Count > 0
            ? new ModuleSuite(Path.GetFileNameWithoutExtension(file), entries.ToImmutable())
            : throw new CatalogException(file, null, "names no module: write one name, glob or path per line");
    }

    private static bool TrySelect(string pattern, ModuleCatalog catalog, string folder, out ImmutableArray<CatalogEntry> selected, [NotNullWhen(false)] out string? fault)
    {
        if (!ModuleFiles.IsPath(pattern))
        {
            return catalog.TrySelect(pattern, out selected, out fault);
        }

        var found = ModuleFiles.TryFind(pattern, folder, out var files, out fault);
        selected = found ? [.. files.Select(CatalogEntry.ForLocalFile)] : [];
        return found;
    }
}
