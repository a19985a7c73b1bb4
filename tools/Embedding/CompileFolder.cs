using CompileBench.Engines.Isolation;

namespace CompileBench.Embedding;

/// <summary>A folder, readable by this user alone, through which a module goes to a worker and its artifact comes back.</summary>
internal sealed class CompileFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("compilebench-compile-");
    private int _artifacts;

    /// <summary>Makes the folder and writes the module's file.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public CompileFolder(ReadOnlySpan<byte> module, string digest)
    {
        Digest = digest;
        ModulePath = Path.Combine(_folder.FullName, "module.wasm");
        try
        {
            File.WriteAllBytes(ModulePath, module);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>SHA-256 of the module, <c>sha256:…</c>.</summary>
    public string Digest { get; }

    /// <summary>The module's file.</summary>
    public string ModulePath { get; }

    /// <summary>The path of an artifact that does not exist yet.</summary>
    public string NextArtifact() => ArtifactPath(++_artifacts);

    /// <summary>Reads the last artifact. The bytes are null, and there is a fault, where they are not those that the worker wrote.</summary>
    public (byte[]? Bytes, string? Fault) ReadArtifact(ArtifactFile expected)
    {
        try
        {
            var bytes = File.ReadAllBytes(ArtifactPath(_artifacts));
            return bytes.LongLength != expected.Bytes ? (null, $"the artifact's file has {bytes.LongLength} of {expected.Bytes} bytes")
                : ArtifactChecksum.Compute(bytes) != expected.Checksum ? (null, "the artifact's file does not have the bytes that the worker wrote")
                : (bytes, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"the artifact's file cannot be read: {e.Message}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What stays lies in the folder for temporary files.
        }
    }

    private string ArtifactPath(int number) => Path.Combine(_folder.FullName, $"artifact-{number}");
}
