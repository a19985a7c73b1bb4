namespace CompileBench.Analysis.Timing;

/// <summary>The kind of repetition that the bounds of an estimate account for.</summary>
public enum BoundsBasis
{
    /// <summary>There are too few repetitions for bounds.</summary>
    Unknown,

    /// <summary>Iterations of a single process. The time of another process may be outside the bounds, because processes differ by more than their iterations do.</summary>
    Iterations,

    /// <summary>Several processes, each counted once. The bounds include the difference between processes.</summary>
    Launches,
}
