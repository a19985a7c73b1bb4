using System.Collections.Concurrent;

namespace CompileBench.Modules.Catalog;

/// <summary>
/// Modules on disk by the SHA-256 of their bytes, so that a second run needs no network. Several processes can use it at the same time:
/// a file with a digest as its name is always complete.
/// </summary>
public sealed class ModuleCache
{
    /// <summary>The environment variable that sets the folder of the cache.</summary>
    public const string EnvironmentVariable = "COMPILEBENCH_CACHE";

    /// <summary>Files that this process has hashed. It checks the size of a file each time and its digest once.</summary>
    private readonly ConcurrentDictionary<string, long> _verified = new(StringComparer.Ordinal);

    /// <summary>Opens a cache in a folder. The folder is created by the first write.</summary>
    public ModuleCache(string folder) => Folder = Path.GetFullPath(folder);

    /// <summary>The folder of the cache.</summary>
    public string Folder { get; }

    /// <summary>
    /// The cache of the current user: <c>COMPILEBENCH_CACHE</c> if set, otherwise <c>compilebench</c> in the system's folder for data of the user
    /// (or in its temporary folder, where a user has none).
    /// </summary>
    public static ModuleCache ForCurrentUser()
    {
        if (Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } chosen)
        {
            return new ModuleCache(chosen);
        }

        // Without verification: on a new Linux account the folder does not exist yet, and the default option would return an empty path.
        var perUser = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return new ModuleCache(Path.Combine(perUser.Length > 0 ? perUser : Path.GetTempPath(), "compilebench"));
    }

    /// <summary>The path of the module with this digest, whether or not it is in the cache.</summary>
    public string PathOf(ModuleDigest digest) => Path.Combine(Folder, "modules", digest.Hex[..2], digest.Hex + ".wasm");

    /// <summary>
    /// Looks a module up. A file whose bytes do not have the digest in its name is damaged, for example by a full disk or a crash. It is removed, so that
    /// the module is fetched again.
    /// </summary>
    /// <exception cref="IOException">The file exists but cannot be read or removed.</exception>
    public CacheLookup Find(ModuleDigest digest)
    {
        var path = PathOf(digest);
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return new CacheLookup.Missing();
        }

        if (_verified.TryGetValue(path, out var size) && size == file.Length)
        {
            return new CacheLookup.Found(path);
        }

        ModuleDigest actual;
        using (var stream = file.OpenRead())
        {
            actual = ModuleDigest.Compute(stream);
        }

        if (actual != digest)
        {
            _verified.TryRemove(path, out _);
            File.Delete(path);
            return new CacheLookup.Damaged(path, actual);
        }

        _verified[path] = file.Length;
        return new CacheLookup.Found(path);
    }

    /// <summary>Stores bytes under their digest and returns the path. Storing the same bytes twice is harmless.</summary>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    public string Store(ReadOnlySpan<byte> bytes)
    {
        var digest = ModuleDigest.Compute(bytes);
        if (Find(digest) is CacheLookup.Found found)
        {
            return found.Path;
        }

        var path = PathOf(digest);
        MakeFolder(Path.GetDirectoryName(path)!);
        var partial = $"{path}.{Guid.NewGuid():N}.partial";
        try
        {
            File.WriteAllBytes(partial, bytes);
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            // Deletes the partial file after a failure. After the move there is none.
            File.Delete(partial);
        }

        _verified[path] = bytes.Length;
        return path;
    }

    private void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"the cache of modules, {Folder}, cannot be written to: {e.Message.TrimEnd('.')}; set {EnvironmentVariable} to a folder that can (without it, the cache is in the user's home)", e);
        }
    }
}
