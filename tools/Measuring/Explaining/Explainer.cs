using CompileBench.Analysis.Explanation;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native.Standalone;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Explaining.Stages;
using CompileBench.Measuring.Instructions;

namespace CompileBench.Measuring.Explaining;

/// <summary>Explains compiles of one module by counting their instructions.</summary>
/// <param name="moduleName">The module's name.</param>
/// <param name="module">The module.</param>
public sealed class Explainer(string moduleName, byte[] module)
{
    /// <summary>The message where instructions cannot be counted.</summary>
    public const string NotHere = "stages not measured here: needs valgrind on Linux";

    // The smallest factor by which counting slows a compile down.
    private const int LeastSlowDown = 50;

    /// <summary>Compiles once without counting, at full speed.</summary>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public StandaloneResult RunAlone(EngineBuild engine, CompilerSettings settings, OperationLimits limits, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(engine);
        using var compile = new StandaloneCompile(engine.LibraryPath, settings, module, limits);
        return compile.Run([], cancellation);
    }

    /// <summary>Returns how long counting a compile takes, from the time it takes without counting.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="alone">CPU time of the compile without counting.</param>
    /// <param name="limit">The longest time allowed.</param>
    public static CountingForecast Forecast(EngineBuild engine, CompilerSettings settings, TimeSpan alone, TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(settings);
        return new CountingForecast(
            engine.Label,
            settings.Name,
            alone,
            InstructionCounter.StartUp + (alone * LeastSlowDown),
            InstructionCounter.StartUp + (alone * InstructionCounter.SlowDown),
            limit);
    }

    /// <summary>Counts and explains one compile.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="settings">The settings; the engine must support them.</param>
    /// <param name="limits">The limits of the counted run.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public ExplainResult Explain(EngineBuild engine, CompilerSettings settings, OperationLimits limits, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(settings);
        var count = InstructionCounter.Profile(engine, settings, module, limits, cancellation);
        return count is InstructionCount.Counted { Profile: { } profile }
            ? new ExplainResult(settings.Name, ExplanationBuilder.FromProfile(moduleName, settings.Name, engine.Label, profile, StagePatterns.Default), null)
            : new ExplainResult(settings.Name, null, InstructionCounter.MissingHere is null ? count.Message : NotHere);
    }
}
