namespace CompileBench.Embedding;

/// <summary>Why there is no artifact.</summary>
public enum RefusalReason
{
    /// <summary>Compiling exceeds, or is predicted to exceed, its CPU time. Another attempt needs a larger budget.</summary>
    OverBudget,

    /// <summary>Compiling needs more memory than it may add.</summary>
    OutOfMemory,

    /// <summary>The engine refuses the module under every setting of the chain. Another attempt ends the same.</summary>
    Rejected,

    /// <summary>The compiler crashed. The host is not harmed; another attempt ends the same.</summary>
    Crashed,

    /// <summary>The host failed twice: it says nothing of the module, which may be tried again.</summary>
    HostFault,
}

/// <summary>The result of compiling a module within limits: an artifact, or the reason that there is none. Closed: nothing outside this file derives from it.</summary>
public abstract record BudgetedCompilation
{
    private BudgetedCompilation(CompileReport report) => Report = report;

    /// <summary>What was tried.</summary>
    public CompileReport Report { get; }

    /// <summary>The module is compiled.</summary>
    /// <param name="Artifact">The artifact.</param>
    /// <param name="Report">What was tried.</param>
    public sealed record Compiled(CompiledArtifact Artifact, CompileReport Report) : BudgetedCompilation(Report);

    /// <summary>The module is not compiled.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Message">The same in one line, for a person.</param>
    /// <param name="Report">What was tried.</param>
    public sealed record Refused(RefusalReason Reason, string Message, CompileReport Report) : BudgetedCompilation(Report);
}
