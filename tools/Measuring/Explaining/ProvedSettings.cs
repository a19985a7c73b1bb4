using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;

namespace CompileBench.Measuring.Explaining;

/// <summary>Proves that an engine supports settings before a compile is counted under their names.</summary>
public static class ProvedSettings
{
    /// <summary>Returns for each setting the reason that the engine does not support it, in one line; null where it does.</summary>
    public static IReadOnlyList<string?> FindFaults(EngineBuild engine, IReadOnlyList<CompilerSettings> settings, CancellationToken cancellation) =>
        [.. EngineProbe.Describe(engine, settings, cancellation).Settings.Select(s => s.Supported ? null : $"unsupported by this engine, because {s.Evidence}")];
}
