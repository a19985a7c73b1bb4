namespace CompileBench.Modules.Catalog;

/// <summary>The result of fetching one module: one of the three cases below.</summary>
/// <param name="Entry">The module.</param>
public abstract record ModuleFetchResult(CatalogEntry Entry)
{
    /// <summary>Why the module is not available and what to do about it, in one line; null when it is available.</summary>
    public abstract string? Fault { get; }

    /// <summary>The module is on disk and has the expected bytes. Any bytes of a local file are accepted.</summary>
    /// <param name="Entry">The module.</param>
    /// <param name="Path">The file.</param>
    /// <param name="Digest">The digest of its bytes.</param>
    /// <param name="Source">Where it came from.</param>
    public sealed record Available(CatalogEntry Entry, string Path, ModuleDigest Digest, FetchSource Source) : ModuleFetchResult(Entry)
    {
        /// <inheritdoc/>
        public override string? Fault => null;
    }

    /// <summary>The module could not be fetched this time. The catalog is valid, and other modules are not affected.</summary>
    /// <param name="Entry">The module.</param>
    /// <param name="Reason">One line that says what failed.</param>
    /// <param name="Remedy">One line that says what to do to get the module.</param>
    public sealed record Unavailable(CatalogEntry Entry, string Reason, string Remedy) : ModuleFetchResult(Entry)
    {
        /// <inheritdoc/>
        public override string? Fault => $"{Reason}: {Remedy}";
    }

    /// <summary>The package was fetched, but its file does not have the pinned bytes and is not used.</summary>
    /// <param name="Entry">The module.</param>
    /// <param name="Expected">The pinned digest.</param>
    /// <param name="Actual">The digest of the fetched bytes.</param>
    public sealed record DigestMismatch(CatalogEntry Entry, ModuleDigest Expected, ModuleDigest Actual) : ModuleFetchResult(Entry)
    {
        /// <summary>One line for the user.</summary>
        public string Message => $"{Entry.Origin} has {Actual}, the catalog pins {Expected}: the file is not used";

        /// <inheritdoc/>
        public override string? Fault => Message;
    }
}

/// <summary>Where a module on disk came from.</summary>
public enum FetchSource
{
    /// <summary>It was in the cache. No network and no child process were needed.</summary>
    Cache,

    /// <summary>It was fetched (or unpacked from a package folder on this machine) and put into the cache.</summary>
    Package,

    /// <summary>A generator made it.</summary>
    Generator,

    /// <summary>It is a local file and is used in its place.</summary>
    LocalFile,
}
