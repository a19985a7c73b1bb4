namespace CompileBench.Modules.Catalog;

/// <summary>A step of fetching, for a person who waits.</summary>
/// <param name="Step">What kind of step.</param>
/// <param name="Text">One line that says it in words.</param>
public readonly record struct FetchProgress(FetchStep Step, string Text);

/// <summary>The kinds of step.</summary>
public enum FetchStep
{
    /// <summary>A file of the cache had other bytes than its name says; it was removed and is fetched again.</summary>
    DamagedFileRemoved,

    /// <summary>Packages are being fetched.</summary>
    Fetching,

    /// <summary>Packages did not come; what follows says whether the fetch goes on without them.</summary>
    Failed,

    /// <summary>A module is in its place.</summary>
    Ready,
}
