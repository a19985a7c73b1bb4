namespace CompileBench.Analysis.Comparison;

/// <summary>Why a comparison has no verdict.</summary>
public enum OpenReason
{
    /// <summary>It has one.</summary>
    None,

    /// <summary>The bounds reach over both sides of the threshold: more measuring may settle it.</summary>
    BoundsTooWide,

    /// <summary>There are too few independent values for any bounds.</summary>
    TooFewValues,

    /// <summary>A side was measured in one process only: how processes differ is not known.</summary>
    SingleLaunch,

    /// <summary>The sides were measured on different hosts, whose times do not compare.</summary>
    DifferentHosts,

    /// <summary>The sides compiled different bytes under one name.</summary>
    DifferentModules,

    /// <summary>A side failed on this case.</summary>
    Failed,
}
