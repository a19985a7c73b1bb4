using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace CompileBench.Modules.Catalog;

/// <summary>
/// Finds module files: one by its path, all below a folder, or those that match a pattern of paths. In a pattern, <c>*</c> and <c>?</c> match
/// within a name and <c>**</c> matches any number of folders. Folders that are links are not entered, so that no search is endless.
/// </summary>
public static class ModuleFiles
{
    /// <summary>The ending of a module file's name.</summary>
    public const string Extension = ".wasm";

    // Far more than a run can measure; a search that finds more was started at the wrong folder.
    private const int MostFiles = 100_000;

    private static readonly char[] Separators = OperatingSystem.IsWindows() ? ['/', '\\'] : ['/'];

    /// <summary>Whether a text means files and cannot be the name of a catalog module: it has a folder separator or ends in <c>.wasm</c>.</summary>
    public static bool IsPath(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.IndexOfAny(Separators) >= 0 || text.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Finds the files.</summary>
    /// <param name="text">A path, a folder or a pattern.</param>
    /// <param name="folder">The folder in which relative paths start.</param>
    /// <param name="files">Full paths in ordinal order; a path without a pattern is returned even where it is not a regular file.</param>
    /// <param name="fault">One line that says why there is none.</param>
    public static bool TryFind(string text, string folder, out ImmutableArray<string> files, [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            (files, fault) = ([], "the path of a module contains a NUL character");
            return false;
        }

        var path = Path.GetFullPath(text, Path.GetFullPath(folder));
        try
        {
            (files, fault) = NameGlob.IsPattern(text) ? Matching(text, path)
                : Directory.Exists(path) ? Below(text, path)
                : One(text, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            (files, fault) = ([], $"{text} cannot be read: {e.Message}");
        }

        return fault is null;
    }

    private static (ImmutableArray<string> Files, string? Fault) One(string text, string path) =>
        !Path.Exists(path) ? ([], $"there is no file {text}")
        : !HasExtension(path) ? ([], $"{text} is not a module: the name of a module file ends in {Extension}")
        : ([path], null);

    private static (ImmutableArray<string> Files, string? Fault) Below(string text, string path)
    {
        ImmutableArray<string> files = [.. Descendants(path).Where(HasExtension).Take(MostFiles + 1).Order(StringComparer.Ordinal)];
        return files.Length > MostFiles ? ([], TooMany(text)) : files.IsEmpty ? ([], $"folder {text} contains no {Extension} file") : (files, null);
    }

    private static (ImmutableArray<string> Files, string? Fault) Matching(string text, string path)
    {
        var root = Path.GetPathRoot(path)!;
        var parts = path[root.Length..].Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        ImmutableArray<string> files = [.. Matches(root, parts).Where(HasExtension).Distinct(StringComparer.Ordinal).Take(MostFiles + 1).Order(StringComparer.Ordinal)];
        return files.Length > MostFiles ? ([], TooMany(text)) : files.IsEmpty ? ([], $"no {Extension} file matches '{text}'") : (files, null);
    }

    private static IEnumerable<string> Matches(string folder, ReadOnlyMemory<string> parts)
    {
        var (first, rest) = (parts.Span[0], parts[1..]);
        if (first == "**")
        {
            return rest.IsEmpty
                ? Descendants(folder)
                : Matches(folder, rest).Concat(Folders(folder).SelectMany(below => Matches(below, parts)));
        }

        if (!NameGlob.IsPattern(first))
        {
            var next = Path.Combine(folder, first);
            return rest.IsEmpty ? File.Exists(next) ? [next] : [] : Directory.Exists(next) ? Matches(next, rest) : [];
        }

        var glob = new NameGlob(first);
        return rest.IsEmpty
            ? Files(folder).Where(file => glob.Matches(Path.GetFileName(file)))
            : Directory.EnumerateDirectories(folder, "*", ReadableOnly).Where(below => glob.Matches(Path.GetFileName(below))).SelectMany(below => Matches(below, rest));
    }

    private static IEnumerable<string> Descendants(string folder) => Files(folder).Concat(Folders(folder).SelectMany(Descendants));

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*", ReadableOnly);

    private static IEnumerable<string> Folders(string folder) =>
        Directory.EnumerateDirectories(folder, "*", ReadableOnly).Where(below => new DirectoryInfo(below).LinkTarget is null);

    private static EnumerationOptions ReadableOnly => new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    private static bool HasExtension(string path) => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    private static string TooMany(string text) => $"{text} selects more than {MostFiles} files: name a smaller folder";
}
