using System.Collections.Immutable;

namespace CompileBench.Modules.Catalog;

/// <summary>
/// Reads a <c>.suite</c> file: one module name or glob a line, <c>#</c> starts a comment (of the whole line or of its rest), blank lines mean nothing.
/// A module that several lines select stands where the first one put it.
/// </summary>
public static class SuiteFile
{
    /// <summary>What the name of a suite file ends in.</summary>
    public const string Extension = ".suite";

    /// <summary>Reads a suite.</summary>
    /// <exception cref="CatalogException">The file cannot be read, or a line names no module; the message has the line and the nearest names.</exception>
    public static ModuleSuite Load(string path, ModuleCatalog catalog)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CatalogException(path, null, $"cannot be read: {e.Message}", e);
        }

        return Parse(text, Path.GetFileName(path), catalog);
    }

    /// <summary>Reads a suite from text.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="file">The file's name, used in messages and, without its ending, as the suite's name.</param>
    /// <param name="catalog">Where names are looked up.</param>
    /// <exception cref="CatalogException">A line names no module, or there is no line.</exception>
    public static ModuleSuite Parse(string text, string file, ModuleCatalog catalog)
    {
        var entries = ImmutableArray.CreateBuilder<CatalogEntry>();
        var seen = new HashSet<ModuleName>();
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

            if (!catalog.TrySelect(pattern.ToString(), out var selected, out var fault))
            {
                throw new CatalogException(file, $"line {number}", fault);
            }

            entries.AddRange(selected.Where(entry => seen.Add(entry.Name)));
        }

        return entries.Count > 0
            ? new ModuleSuite(Path.GetFileNameWithoutExtension(file), entries.ToImmutable())
            : throw new CatalogException(file, null, "names no module: write one name or glob a line");
    }
}
