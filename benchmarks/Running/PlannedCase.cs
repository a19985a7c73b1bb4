using CompileBench.Benchmarks.Plan;
using CompileBench.Results;

namespace CompileBench.Benchmarks.Running;

/// <summary>One case that is to be measured.</summary>
/// <param name="Case">Its identity.</param>
/// <param name="Module">The module.</param>
/// <param name="Engine">The engine.</param>
internal sealed record PlannedCase(CompileCase Case, PlannedModule Module, PlannedEngine Engine)
{
    /// <summary>A record of this case to be filled in.</summary>
    public CaseRecord Record(CompileOutcomeKind outcome, DateTimeOffset startedAt) => new()
    {
        Phase = Case.Phase,
        Module = Case.Module,
        Settings = Case.Settings,
        Engine = Case.Engine,
        ModuleDigest = Module.Digest,
        EngineDigest = Engine.Digest,
        Outcome = outcome,
        StartedAt = startedAt,
    };
}
