using CompileBench.Benchmarks.Contract;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>One case that is to be measured.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Case">Its identity.</param>
/// <param name="Module">The module.</param>
/// <param name="Engine">The engine.</param>
internal sealed record PlannedCase(MeasuredOperation Operation, MeasuredCase Case, PlannedModule Module, PlannedEngine Engine)
{
    /// <summary>One run of the case in isolation. Where the operation has no settings, the engine still needs some.</summary>
    public OperationRequest Request => new(Operation, Operation.Description.SettingsMatter ? Case.Settings : SettingNames.Baseline, Module.Path, Module.Digest, WorkloadPath: Module.WorkloadPath);

    /// <summary>A record of this case to be filled in.</summary>
    public CaseRecord Record(OutcomeKind outcome, DateTimeOffset startedAt) => new()
    {
        Operation = Case.Operation,
        Module = Case.Module,
        Settings = Case.Settings,
        Engine = Case.Engine,
        ModuleDigest = Module.Digest,
        EngineDigest = Engine.Digest,
        Outcome = outcome,
        StartedAt = startedAt,
    };
}
