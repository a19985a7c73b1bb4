namespace CompileBench.Modules.Catalog;

/// <summary>A new folder in the system's temporary folder. Disposing deletes it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Creates the folder. <paramref name="purpose"/> becomes part of its name.</summary>
    public TemporaryFolder(string purpose) => Path = Directory.CreateTempSubdirectory($"compilebench-{purpose}-").FullName;

    /// <summary>Its absolute path.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // On Windows, a virus scanner may keep a file open. The system cleans its temporary folder.
        }
    }
}
