namespace CompileBench.Modules.Catalog;

/// <summary>
/// The catalog's data or a suite file is not as it must be. The message is one line that says which file, which entry or line,
/// what is wrong and, where that is known, what to write instead: fit to be shown as it is.
/// </summary>
public sealed class CatalogException : Exception
{
    /// <summary>A fault in a file.</summary>
    /// <param name="file">The file as a person knows it.</param>
    /// <param name="place">The entry's name or <c>line N</c>; <c>null</c> for the file as a whole.</param>
    /// <param name="fault">What is wrong, without a full stop.</param>
    /// <param name="inner">The failure that led here, if there was one.</param>
    public CatalogException(string file, string? place, string fault, Exception? inner = null)
        : base(place is null ? $"{file}: {fault}" : $"{file}: {place}: {fault}", inner)
    {
        File = file;
        Place = place;
    }

    /// <summary>The file at fault.</summary>
    public string File { get; }

    /// <summary>The entry or line at fault, if one is.</summary>
    public string? Place { get; }
}
