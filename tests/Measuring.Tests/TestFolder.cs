namespace CompileBench.Measuring.Tests;

/// <summary>A folder of a test's own, gone with it.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("compilebench-measuring").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
