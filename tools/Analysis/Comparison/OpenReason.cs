namespace CompileBench.Analysis.Comparison;

/// <summary>Why a comparison has no verdict.</summary>
public enum OpenReason
{
    /// <summary>It has a verdict.</summary>
    None,

    /// <summary>The bounds contain a limit of the threshold: more measuring may lead to a verdict.</summary>
    BoundsTooWide,

    /// <summary>There are too few independent values for bounds.</summary>
    TooFewValues,

    /// <summary>A side was measured in one process only, so the difference between processes is unknown.</summary>
    SingleLaunch,

    /// <summary>The sides were measured on different hosts, so their times cannot be compared.</summary>
    DifferentHosts,

    /// <summary>The sides compiled different bytes under the same name.</summary>
    DifferentModules,

    /// <summary>A side failed on this case.</summary>
    Failed,
}
