namespace CompileBench.Results.Storage;

/// <summary>Whether a path may be a symbolic link.</summary>
public enum LinkPolicy
{
    /// <summary>A link is refused: for files inside a run, which this tool writes as regular files.</summary>
    Refuse,

    /// <summary>A link is followed: for files that a person named.</summary>
    Follow,
}
