using CompileBench.Benchmarks.Contract;
using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>One case that is to be measured.</summary>
/// <param name="Case">Its identity.</param>
/// <param name="Module">The module.</param>
/// <param name="Engine">The engine.</param>
internal sealed record PlannedCase(MeasuredCase Case, PlannedModule Module, PlannedEngine Engine)
{
    /// <summary>The settings the engine is made with: validating has none of its own, and an engine needs some.</summary>
    public string EngineSettings => Case.Operation == OperationNames.Validate ? SettingNames.Baseline : Case.Settings;

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
