using System.Collections.Concurrent;

namespace CompileBench.Modules.Catalog;

/// <summary>
/// Modules on disk by the SHA-256 of their bytes, so that a second run needs no network. Safe for several processes at once:
/// a file appears under its name whole or not at all.
/// </summary>
public sealed class ModuleCache
{
    /// <summary>The environment variable that puts the cache elsewhere.</summary>
    public const string EnvironmentVariable = "COMPILEBENCH_CACHE";

    /// <summary>Files this process has already hashed: size is checked each time, the digest once.</summary>
    private readonly ConcurrentDictionary<string, long> _verified = new(StringComparer.Ordinal);

    /// <summary>A cache in a folder, which is made when first written to.</summary>
    public ModuleCache(string folder) => Folder = Path.GetFullPath(folder);

    /// <summary>Where the cache lies.</summary>
    public string Folder { get; }

    /// <summary>
    /// The cache of the person who runs the suite: <c>COMPILEBENCH_CACHE</c> if set, else <c>compilebench</c> under the system's folder
    /// for per-user data (or its temporary folder, where a user has none).
    /// </summary>
    public static ModuleCache ForCurrentUser()
    {
        if (Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } chosen)
        {
            return new ModuleCache(chosen);
        }

        // Unverified: on a fresh Linux account the folder is not there yet, and the default option would then answer with nothing.
        var perUser = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return new ModuleCache(Path.Combine(perUser.Length > 0 ? perUser : Path.GetTempPath(), "compilebench"));
    }

    /// <summary>Where a module of that digest lies or would lie.</summary>
    public string PathOf(ModuleDigest digest) => Path.Combine(Folder, "modules", digest.Hex[..2], digest.Hex + ".wasm");

    /// <summary>
    /// Looks a module up. A file whose bytes are not those of its name is damaged (a full disk, a crash, a curious editor): it is removed, so that the
    /// next fetch heals it.
    /// </summary>
    /// <exception cref="IOException">The file is there but cannot be read or removed.</exception>
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
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var partial = $"{path}.{Guid.NewGuid():N}.partial";
        try
        {
            File.WriteAllBytes(partial, bytes);
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            // After the move there is nothing left to delete; after a failure there must not be.
            File.Delete(partial);
        }

        _verified[path] = bytes.Length;
        return path;
    }
}
