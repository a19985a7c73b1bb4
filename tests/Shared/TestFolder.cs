namespace CompileBench.Shared;

/// <summary>An empty temporary folder. Disposing it deletes it with its content.</summary>
public sealed class TestFolder : IDisposable
{
    /// <summary>The full path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("compilebench-test-").FullName;

    /// <summary>The path of a file or folder below this one. It need not exist.</summary>
    public string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
