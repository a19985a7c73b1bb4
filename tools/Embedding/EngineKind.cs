using CompileBench.Engines.Settings;

namespace CompileBench.Embedding;

/// <summary>The kinds of engine between which artifacts do not move.</summary>
public enum EngineKind
{
    /// <summary>Wasmtime's default strategy. It loads artifacts of every setting but <c>winch</c> and <c>pulley</c>, whatever optimization level and register allocator made them.</summary>
    Cranelift,

    /// <summary>An engine with the strategy Winch, which loads artifacts of the setting <c>winch</c> alone.</summary>
    Winch,

    /// <summary>An engine with the target <c>pulley64</c>, which loads artifacts of the setting <c>pulley</c> alone.</summary>
    Pulley,
}

/// <summary>Which engine loads the artifacts of a setting.</summary>
internal static class EngineKinds
{
    /// <summary>The kind of engine that loads what a setting made.</summary>
    /// <exception cref="ArgumentException">There is no such setting.</exception>
    public static EngineKind ForSettings(string settings) =>
        !CompilerSettings.TryParse(settings, out var known) ? throw new ArgumentException($"there are no settings named '{settings}': there are {string.Join(", ", CompilerSettings.All)}", nameof(settings))
        : known.Strategy == Strategy.Winch ? EngineKind.Winch
        : known.Target is not null ? EngineKind.Pulley
        : EngineKind.Cranelift;
}
