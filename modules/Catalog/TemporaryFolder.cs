namespace CompileBench.Modules.Catalog;

/// <summary>A folder of its own under the system's temporary folder, gone when disposed.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder(string purpose) => Path = Directory.CreateTempSubdirectory($"compilebench-{purpose}-").FullName;

    public string Path { get; }

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
