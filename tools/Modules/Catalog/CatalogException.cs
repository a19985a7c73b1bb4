namespace CompileBench.Modules.Catalog;

/// <summary>
/// The catalog's data or a suite file is invalid. The message is one line for the user: the file, the entry or line, what is wrong, and what to write
/// instead where that is known.
/// </summary>
public sealed class CatalogException : Exception
{
    /// <summary>Describes a fault in a file.</summary>
    /// <param name="file">The file, as the user names it.</param>
    /// <param name="place">The entry's name or <c>line N</c>; <c>null</c> for the file as a whole.</param>
    /// <param name="fault">What is wrong, without a full stop.</param>
    /// <param name="inner">The cause, if there is one.</param>
    public CatalogException(string file, string? place, string fault, Exception? inner = null)
        : base(place is null ? $"{file}: {fault}" : $"{file}: {place}: {fault}", inner)
    {
        File = file;
        Place = place;
    }

    /// <summary>The file at fault.</summary>
    public string File { get; }

    /// <summary>The entry or line at fault; null where the whole file is.</summary>
    public string? Place { get; }
}
