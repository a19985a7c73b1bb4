namespace CompileBench.Modules.Catalog;

/// <summary>
/// Provides modules as files: from the cache, from packages (only those that are needed), from generators, or from local files. A module that cannot be
/// fetched is a result and not an exception, and does not affect other modules.
/// </summary>
public sealed class ModuleFetcher
{
    private readonly ModuleCatalog _catalog;
    private readonly ModuleCache _cache;
    private readonly FetchOptions _options;

    /// <summary>Makes a fetcher for the modules of a catalog.</summary>
    public ModuleFetcher(ModuleCatalog catalog, ModuleCache cache, FetchOptions? options = null)
    {
        _catalog = catalog;
        _cache = cache;
        _options = options ?? new FetchOptions();
    }

    /// <summary>Fetches modules.</summary>
    /// <param name="entries">The modules to fetch.</param>
    /// <param name="progress">Receives each step, from any thread.</param>
    /// <param name="cancellation">Ends the wait and every child process with its descendants.</param>
    /// <returns>One result per entry, in the same order.</returns>
    /// <exception cref="OperationCanceledException">The caller canceled.</exception>
    /// <exception cref="CatalogException">The catalog's package lock is missing or faulty.</exception>
    /// <exception cref="IOException">The cache itself cannot be read or written.</exception>
    public async Task<IReadOnlyList<ModuleFetchResult>> FetchAsync(
        IEnumerable<CatalogEntry> entries, IProgress<FetchProgress>? progress = null, CancellationToken cancellation = default)
    {
        var wanted = entries.ToArray();
        var results = new Dictionary<ModuleName, ModuleFetchResult>();
        foreach (var entry in wanted)
        {
            cancellation.ThrowIfCancellationRequested();
            if (WithoutPackages(entry, progress) is { } result)
            {
                results[entry.Name] = result;
            }
        }

        var missing = wanted.Where(entry => !results.ContainsKey(entry.Name)).DistinctBy(entry => entry.Name).ToArray();
        ModuleFetchResult Take(CatalogEntry entry, string path) => Adopt(entry, path, progress);
        var npm = new NpmPackages(_catalog.Folder, _options, Take);
        var nuget = new NuGetPackages(_catalog.Folder, _options, Take);
        var fetched = await Task.WhenAll(
            npm.FetchAsync([.. missing.Where(entry => NpmPackages.Provides(entry.Origin))], progress, cancellation),
            nuget.FetchAsync([.. missing.Where(entry => entry.Origin is NuGetPackage)], progress, cancellation)).ConfigureAwait(false);
        foreach (var result in fetched.SelectMany(some => some))
        {
            results[result.Entry.Name] = result;
        }

        return [.. wanted.Select(entry => results[entry.Name])];
    }

    /// <summary>The result for a module that needs neither network nor child process; <c>null</c> for a module that must come from a package.</summary>
    private ModuleFetchResult? WithoutPackages(CatalogEntry entry, IProgress<FetchProgress>? progress)
    {
        if (entry.Origin is LocalFile file)
        {
            return FromLocalFile(entry, file);
        }

        if (entry.Digest is { } digest)
        {
            switch (_cache.Find(digest))
            {
                case CacheLookup.Found found:
                    return new ModuleFetchResult.Available(entry, found.Path, digest, FetchSource.Cache);
                case CacheLookup.Damaged damaged:
                    var text = $"{entry.Name}: the cached file {damaged.Path} had {damaged.Actual} and was removed; fetching it again";
                    progress?.Report(new FetchProgress(FetchStep.DamagedFileRemoved, text));
                    break;
            }
        }

        if (entry.Origin is not GeneratedModule)
        {
            return null;
        }

        var bytes = _catalog.Generate(entry);
        var actual = ModuleDigest.Compute(bytes);
        return entry.Digest is { } pinned && pinned != actual
            ? new ModuleFetchResult.DigestMismatch(entry, pinned, actual)
            : new ModuleFetchResult.Available(entry, _cache.Store(bytes), actual, FetchSource.Generator);
    }

    // Whoever made the entry has checked that the path is a regular file: a pipe would block here.
    private static ModuleFetchResult FromLocalFile(CatalogEntry entry, LocalFile file)
    {
        try
        {
            using var stream = File.OpenRead(file.FullPath);
            return new ModuleFetchResult.Available(entry, file.FullPath, ModuleDigest.Compute(stream), FetchSource.LocalFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ModuleFetchResult.Unavailable(entry, $"{file.FullPath} cannot be read: {e.Message}", "check the path");
        }
    }

    /// <summary>Checks a file from a package and stores it in the cache if its bytes are the pinned ones.</summary>
    private ModuleFetchResult Adopt(CatalogEntry entry, string path, IProgress<FetchProgress>? progress)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var reason = $"{entry.Origin}: the package has no readable file at that path ({e.Message})";
            return new ModuleFetchResult.Unavailable(entry, reason, "correct the path in catalog.json");
        }

        var actual = ModuleDigest.Compute(bytes);
        if (entry.Digest is { } pinned && pinned != actual)
        {
            return new ModuleFetchResult.DigestMismatch(entry, pinned, actual);
        }

        var stored = _cache.Store(bytes);
        progress?.Report(new FetchProgress(FetchStep.Ready, $"{entry.Name}: {bytes.Length:N0} bytes from {entry.Origin}"));
        return new ModuleFetchResult.Available(entry, stored, actual, FetchSource.Package);
    }
}
