namespace CompileBench.Modules.Catalog;

/// <summary>The result of looking up a module in the cache: one of the three cases below.</summary>
public abstract record CacheLookup
{
    private CacheLookup()
    {
    }

    /// <summary>The module is in the cache and its bytes have the expected digest.</summary>
    /// <param name="Path">The file.</param>
    public sealed record Found(string Path) : CacheLookup;

    /// <summary>The module is not in the cache.</summary>
    public sealed record Missing : CacheLookup;

    /// <summary>The file had other bytes than its name says, and was removed.</summary>
    /// <param name="Path">The file that was removed.</param>
    /// <param name="Actual">The digest of its bytes.</param>
    public sealed record Damaged(string Path, ModuleDigest Actual) : CacheLookup;
}
