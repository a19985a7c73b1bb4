using CompileBench.Engines.Isolation;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;

namespace CompileBench.Cli.Explaining;

/// <summary>What <c>explain</c> was asked for.</summary>
/// <param name="ModuleName">What to call the module.</param>
/// <param name="Module">Its bytes.</param>
/// <param name="Settings">The settings, at least one.</param>
/// <param name="Engine">The engine.</param>
/// <param name="Limits">What one counted compile may cost.</param>
/// <param name="TimedLimits">What one compile may cost that is sampled or timed instead.</param>
/// <param name="Top">How many functions to print.</param>
/// <param name="Json">Whether to print JSON.</param>
/// <param name="FlameFile">Where to write a flame graph; null for none.</param>
internal sealed record ExplainOptions(
    string ModuleName,
    byte[] Module,
    IReadOnlyList<CompilerSettings> Settings,
    EngineBuild Engine,
    CompileLimits Limits,
    CompileLimits TimedLimits,
    int Top,
    bool Json,
    string? FlameFile);
