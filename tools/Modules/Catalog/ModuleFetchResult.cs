namespace CompileBench.Modules.Catalog;

/// <summary>What became of the wish to have one module on disk. The three cases below are all there are.</summary>
/// <param name="Entry">The module.</param>
public abstract record ModuleFetchResult(CatalogEntry Entry)
{
    /// <summary>Why the module is not there and what would bring it, in one line; null when it is there.</summary>
    public abstract string? Fault { get; }

    /// <summary>The module lies on disk with the bytes it must have (a local file: with the bytes it has).</summary>
    /// <param name="Entry">The module.</param>
    /// <param name="Path">The file.</param>
    /// <param name="Digest">The digest of its bytes.</param>
    /// <param name="Source">How it got there.</param>
    public sealed record Available(CatalogEntry Entry, string Path, ModuleDigest Digest, FetchSource Source) : ModuleFetchResult(Entry)
    {
        /// <inheritdoc/>
        public override string? Fault => null;
    }

    /// <summary>The module could not be had this time. Nothing is wrong with the catalog; the others go on.</summary>
    /// <param name="Entry">The module.</param>
    /// <param name="Reason">One line that says what failed.</param>
    /// <param name="Remedy">One line that says what would bring the module.</param>
    public sealed record Unavailable(CatalogEntry Entry, string Reason, string Remedy) : ModuleFetchResult(Entry)
    {
        /// <inheritdoc/>
        public override string? Fault => $"{Reason}: {Remedy}";
    }

    /// <summary>The package came, but the file in it does not have the pinned bytes. It is not used.</summary>
    /// <param name="Entry">The module.</param>
    /// <param name="Expected">The pinned digest.</param>
    /// <param name="Actual">The digest of the bytes that came.</param>
    public sealed record DigestMismatch(CatalogEntry Entry, ModuleDigest Expected, ModuleDigest Actual) : ModuleFetchResult(Entry)
    {
        /// <summary>One line for a person.</summary>
        public string Message => $"{Entry.Origin} has {Actual}, the catalog pins {Expected}: the file is not used";

        /// <inheritdoc/>
        public override string? Fault => Message;
    }
}

/// <summary>Where a module that is on disk came from.</summary>
public enum FetchSource
{
    /// <summary>It was in the cache already: no network, no child process.</summary>
    Cache,

    /// <summary>It was fetched (or unpacked from a package folder on this machine) and put into the cache.</summary>
    Package,

    /// <summary>A generator made it.</summary>
    Generator,

    /// <summary>It is a local file, used where it lies.</summary>
    LocalFile,
}
