using CompileBench.Engines.Operations;

namespace CompileBench.Engines.Isolation;

/// <summary>One case that a worker runs in isolation.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="ModulePath">The module's file.</param>
/// <param name="ModuleDigest">The digest that the file must have; null to accept any.</param>
/// <param name="Samples">How many samples to take, from 1.</param>
/// <param name="Summarize">Whether to describe the artifact of the last run.</param>
/// <param name="RunsPerSample">How many runs in a row make one sample, from 1: for operations so short that one request costs as much as they do.
/// The deadline then holds for all of them together.</param>
/// <param name="Pairs">The pairs to measure instead of <paramref name="Samples"/>; only for a worker that has two engines.</param>
/// <param name="WorkloadPath">The file that says how the module is executed; null to look beside the module.</param>
/// <param name="Artifact">The file that the artifact of the last run goes to, with what the compile must keep to; null for none.</param>
public sealed record OperationRequest(
    MeasuredOperation Operation,
    string Settings,
    string ModulePath,
    string? ModuleDigest,
    int Samples = 1,
    bool Summarize = false,
    int RunsPerSample = 1,
    PairSeries? Pairs = null,
    string? WorkloadPath = null,
    ArtifactRequest? Artifact = null)
{
    internal WorkerRequest ToWorkerRequest(long id) =>
        new(id, Operation.Name, Settings, Path.GetFullPath(ModulePath), ModuleDigest, Samples, Summarize, RunsPerSample, Pairs, WorkloadPath, Artifact);
}
