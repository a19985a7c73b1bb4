namespace CompileBench.Analysis.Timing;

/// <summary>What kind of repetition an estimate's bounds speak for.</summary>
public enum BoundsBasis
{
    /// <summary>Too few repetitions: there are no bounds.</summary>
    Unknown,

    /// <summary>Iterations of a single process. Another process may well lie outside: processes differ by more than their iterations do.</summary>
    Iterations,

    /// <summary>Several processes, each counted once; the difference between processes is in the bounds.</summary>
    Launches,
}
