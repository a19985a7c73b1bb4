using CompileBench.Results.Schema;

namespace CompileBench.Engines.Isolation;

/// <summary>One thing to compile under guard.</summary>
/// <param name="Settings">The settings' name.</param>
/// <param name="ModulePath">Where the module's bytes lie.</param>
/// <param name="ModuleDigest">What their digest must be; null to take them as they are.</param>
/// <param name="Compiles">How many samples to take, from 1.</param>
/// <param name="Summarize">Whether to describe the artifact.</param>
/// <param name="Phase"><see cref="OperationNames.Compile"/> or <see cref="OperationNames.Validate"/>.</param>
/// <param name="Operations">How many compiles in a row make one sample, from 1: for compiles so short that asking for them costs as much.
/// The deadline is then for all of them.</param>
public sealed record OperationRequest(
    string Settings,
    string ModulePath,
    string? ModuleDigest,
    int Compiles = 1,
    bool Summarize = false,
    string Phase = OperationNames.Compile,
    int Operations = 1)
{
    internal WorkerRequest Request(long id) => new(id, Phase, Settings, Path.GetFullPath(ModulePath), ModuleDigest, Compiles, Summarize, Operations);
}
