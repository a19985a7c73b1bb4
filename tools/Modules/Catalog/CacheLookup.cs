namespace CompileBench.Modules.Catalog;

/// <summary>What a look into the cache found. The three cases below are all there are.</summary>
public abstract record CacheLookup
{
    private CacheLookup()
    {
    }

    /// <summary>The module is there and its bytes are right.</summary>
    /// <param name="Path">The file.</param>
    public sealed record Found(string Path) : CacheLookup;

    /// <summary>There is no such file.</summary>
    public sealed record Missing : CacheLookup;

    /// <summary>A file was there with other bytes; it has been removed.</summary>
    /// <param name="Path">The file that was removed.</param>
    /// <param name="Actual">The digest its bytes had.</param>
    public sealed record Damaged(string Path, ModuleDigest Actual) : CacheLookup;
}
