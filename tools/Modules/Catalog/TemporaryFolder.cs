namespace CompileBench.Modules.Catalog;

/// <summary>A folder of its own under the system's temporary folder, gone when disposed.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Makes it; <paramref name="purpose"/> becomes part of its name.</summary>
    public TemporaryFolder(string purpose) => Path = Directory.CreateTempSubdirectory($"compilebench-{purpose}-").FullName;

    /// <summary>Where it lies, absolute.</summary>
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
            // A virus scanner may still hold a file on Windows; the system empties its temporary folder itself.
        }
    }
}
