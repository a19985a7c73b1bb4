using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Settings;
using CompileBench.Results.Schema;

namespace CompileBench.Engines.Probing;

/// <summary>Finds out, in child processes, what an engine really does with each setting.</summary>
public static class EngineProbe
{
    private static readonly OperationLimits Limits = new(TimeSpan.FromSeconds(20), null);

    /// <summary>Proves or refuses each of these settings for one engine.</summary>
    /// <exception cref="EngineUnavailableException">The library cannot be used at all.</exception>
    /// <exception cref="OperationCanceledException">The caller was asked to stop.</exception>
    public static EngineDescription Describe(EngineBuild engine, IEnumerable<CompilerSettings> asked, CancellationToken cancellation)
    {
        var directory = Directory.CreateTempSubdirectory("compilebench-probe");
        try
        {
            var module = Path.Combine(directory.FullName, "probe.wasm");
            File.WriteAllBytes(module, ProbeModule.Bytes);
            using var pool = new WorkerSlot(engine.LibraryPath, null);
            var baseline = Try(pool, CompilerSettings.Baseline, module, cancellation);
            if (baseline.Artifact is not { } reference)
            {
                throw new EngineUnavailableException($"engine {engine.Label} cannot compile under {SettingNames.Baseline}: {baseline.Failure}");
            }

            var unoptimized = Try(pool, CompilerSettings.All.First(s => s.BaseName == SettingNames.NoneBacktracking), module, cancellation).Artifact;
            var supports = asked.Select(settings => Support(pool, settings, module, reference, unoptimized, cancellation)).ToList();
            return new EngineDescription(engine.Label, reference.Version, engine.Digest.ToString(), supports);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static SettingSupport Support(
        WorkerSlot pool, CompilerSettings settings, string module, ArtifactSummary baseline, ArtifactSummary? unoptimized, CancellationToken cancellation)
    {
        var (artifact, failure) = Try(pool, settings, module, cancellation);
        if (artifact is null)
        {
            return new SettingSupport(settings.Name, false, failure ?? "no artifact");
        }

        var support = SettingProof.Judge(settings, artifact, baseline, unoptimized);
        return support.Supported && settings.Parallel
            ? support with { Evidence = support.Evidence + "; parallel compilation leaves no trace in an artifact and is taken on the setter's word" }
            : support;
    }

    private static (ArtifactSummary? Artifact, string? Failure) Try(WorkerSlot pool, CompilerSettings settings, string module, CancellationToken cancellation)
    {
        var outcome = pool.Take().Run(new OperationRequest(MeasuredOperation.Compile, settings.Name, module, null, Summarize: true), Limits, cancellation).ThrowIfToolFailed();
        return outcome is Outcome.Completed { Artifact: { } artifact } ? (artifact, null) : (null, outcome.Message);
    }
}
