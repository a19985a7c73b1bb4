namespace CompileBench.Modules.Catalog;

/// <summary>A step of fetching, to show to the user.</summary>
/// <param name="Step">The kind of step.</param>
/// <param name="Text">One line that describes it.</param>
public readonly record struct FetchProgress(FetchStep Step, string Text);

/// <summary>The kinds of step.</summary>
public enum FetchStep
{
    /// <summary>A file in the cache had other bytes than its name says. It was removed and is fetched again.</summary>
    DamagedFileRemoved,

    /// <summary>Packages are being fetched.</summary>
    Fetching,

    /// <summary>Packages could not be fetched. The next steps say whether fetching continues without them.</summary>
    Failed,

    /// <summary>A module is available.</summary>
    Ready,
}
