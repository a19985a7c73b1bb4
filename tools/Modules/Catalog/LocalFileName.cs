using System.Security.Cryptography;
using System.Text;

namespace CompileBench.Modules.Catalog;

/// <summary>Makes module names of file names: lower case, every run of other characters one hyphen.</summary>
public static class LocalFileName
{
    private const string Fallback = "local-file";
    private const int MarkDigits = 8;

    /// <summary>
    /// The name for a file. A file name with letters or digits outside ASCII, and one that is too long, gets the start of its SHA-256 as well, so that
    /// different file names give different names.
    /// </summary>
    /// <param name="path">The file.</param>
    public static ModuleName FromPath(string path) => FromPath(path, folders: 0, isMarked: false);

    /// <summary>A longer name, for a file whose name another file has as well.</summary>
    /// <param name="path">The file.</param>
    /// <param name="folders">How many of the folders above the file become part of the name.</param>
    /// <param name="isMarked">Whether the start of the file name's SHA-256 becomes part of the name.</param>
    public static ModuleName FromPath(string path, int folders, bool isMarked)
    {
        ArgumentNullException.ThrowIfNull(path);
        var parts = Path.GetFullPath(path).Split((char[])[Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        var text = string.Join('-', [.. parts[..^1].TakeLast(folders), Path.GetFileNameWithoutExtension(path)]);
        var name = Hyphenated(text);
        if (isMarked || name.Length > ModuleName.MaxLength || text.Any(c => char.IsLetterOrDigit(c) && !char.IsAscii(c)))
        {
            var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..MarkDigits];
            var most = ModuleName.MaxLength - MarkDigits - 1;
            name = $"{(name.Length > most ? name[..most].TrimEnd('-') : name)}-{mark}";
        }

        return new ModuleName(name);
    }

    private static string Hyphenated(string text)
    {
        var characters = text.ToLowerInvariant().Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '-');
        var words = string.Concat(characters).Split('-', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? Fallback : string.Join('-', words);
    }
}
