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
            var knobModules = WriteKnobModules(directory.FullName);
            using var pool = new WorkerSlot(engine.LibraryPath, null);
            var baseline = Try(pool, CompilerSettings.Baseline, module, cancellation);
            if (baseline.Artifact is not { } reference)
            {
                throw new EngineUnavailableException($"engine {engine.Label} cannot compile under {SettingNames.Baseline}: {baseline.Failure}");
            }

            var unoptimized = Try(pool, CompilerSettings.All.First(s => s.BaseName == SettingNames.NoneBacktracking), module, cancellation).Artifact;
            var supports = asked.Select(settings => Supported(settings)).ToList();
            return new EngineDescription(engine.Label, reference.Version, engine.Digest.ToString(), supports);

            SettingSupport Supported(CompilerSettings settings)
            {
                var plain = Support(pool, settings with { Knobs = EngineKnobs.None }, module, reference, unoptimized, cancellation);
                return plain.Supported && settings.Knobs != EngineKnobs.None
                    ? WithKnobs(pool, settings, plain, knobModules, cancellation)
                    : plain with { Settings = settings.Name };
            }
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

        return SettingProof.Judge(settings, artifact, baseline, unoptimized);
    }

    private static Dictionary<EngineKnobs, string> WriteKnobModules(string directory)
    {
        var paths = new Dictionary<EngineKnobs, string>();
        foreach (var knob in EngineKnob.All)
        {
            paths[knob.Knob] = Path.Combine(directory, (knob.Module is null ? "knobs" : knob.Name) + ".wasm");
            if (!File.Exists(paths[knob.Knob]))
            {
                File.WriteAllBytes(paths[knob.Knob], knob.Module?.Invoke() ?? KnobProof.Module.ToArray());
            }
        }

        return paths;
    }

    // Each knob is judged against the same settings without this knob alone.
    private static SettingSupport WithKnobs(
        WorkerSlot pool, CompilerSettings settings, SettingSupport plain, Dictionary<EngineKnobs, string> modules, CancellationToken cancellation)
    {
        var artifacts = new Dictionary<string, ArtifactSummary>();
        var evidence = plain.Evidence;
        foreach (var knob in EngineKnob.All.Where(k => settings.Knobs.HasFlag(k.Knob)))
        {
            var module = modules[knob.Knob];
            if (!artifacts.TryGetValue(module, out var artifact))
            {
                var (made, failure) = Try(pool, settings, module, cancellation);
                if (made is null)
                {
                    return new SettingSupport(settings.Name, false, failure ?? "no artifact");
                }

                artifacts[module] = artifact = made;
            }

            var without = Try(pool, settings with { Knobs = settings.Knobs & ~knob.Knob }, module, cancellation).Artifact;
            var (proved, words) = KnobProof.Judge(knob, artifact, without);
            if (!proved)
            {
                return new SettingSupport(settings.Name, false, words);
            }

            evidence += "; " + words;
        }

        return new SettingSupport(settings.Name, true, evidence);
    }

    private static (ArtifactSummary? Artifact, string? Failure) Try(WorkerSlot pool, CompilerSettings settings, string module, CancellationToken cancellation)
    {
        var outcome = pool.Run(new OperationRequest(MeasuredOperation.Compile, settings.Name, module, null, Summarize: true), Limits, cancellation);
        return outcome is Outcome.Completed { Artifact: { } artifact } ? (artifact, null) : (null, outcome.Message);
    }
}
