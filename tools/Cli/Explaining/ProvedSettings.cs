using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;

namespace CompileBench.Cli.Explaining;

/// <summary>Which settings an engine really takes, proved before anything is counted under their names.</summary>
internal static class ProvedSettings
{
    /// <summary>Why an engine does not take settings, in one line; null where it does.</summary>
    public static IReadOnlyList<string?> Faults(EngineBuild engine, IReadOnlyList<CompilerSettings> settings, CancellationToken cancellation) =>
        [.. EngineProbe.Describe(engine, settings, cancellation).Settings.Select(s => s.Supported ? null : $"unsupported by this engine, because {s.Evidence}")];
}
