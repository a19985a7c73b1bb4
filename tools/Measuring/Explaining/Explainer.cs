using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native.Standalone;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Explaining.Stages;
using CompileBench.Measuring.Instructions;

namespace CompileBench.Measuring.Explaining;

/// <summary>Explains compiles of one module: first one by itself, which tells how long counting will take, then the counted one.</summary>
/// <param name="moduleName">The module's name.</param>
/// <param name="module">The module.</param>
public sealed class Explainer(string moduleName, byte[] module)
{
    /// <summary>What is said where instructions cannot be counted.</summary>
    public const string NotHere = "phases not measured here: needs valgrind on Linux";

    // What a compile is slowed down by at least.
    private const int LeastSlowDown = 50;

    /// <summary>Compiles once by itself, as fast as it goes.</summary>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public StandaloneResult RunAlone(EngineBuild engine, CompilerSettings settings, CompileLimits limits, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(engine);
        using var compile = new StandaloneCompile(engine.LibraryPath, settings, module, limits);
        return compile.Run([], cancellation);
    }

    /// <summary>How long counting a compile takes that takes so long by itself: from and to.</summary>
    public static (TimeSpan From, TimeSpan To) Forecast(TimeSpan alone) =>
        (InstructionCounter.StartUp + (alone * LeastSlowDown), InstructionCounter.StartUp + (alone * InstructionCounter.SlowDown));

    /// <summary>Counts and explains one compile.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="settings">The settings, proved to be supported.</param>
    /// <param name="limits">What the counted run may cost.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public ExplainResult Explain(EngineBuild engine, CompilerSettings settings, CompileLimits limits, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(settings);
        var count = InstructionCounter.Profile(engine, settings, module, limits, cancellation);
        return count is InstructionCount.Counted { Profile: { } profile }
            ? new ExplainResult(ExplanationBuilder.Of(moduleName, settings.Name, engine.Label, profile, PhasePatterns.Default), null)
            : new ExplainResult(null, InstructionCounter.MissingHere is null ? count.Message : NotHere);
    }
}

/// <summary>What explaining one compile gave.</summary>
/// <param name="Explanation">Where its instructions go; null where they could not be counted.</param>
/// <param name="Message">Why not, in one line; null where they could.</param>
public sealed record ExplainResult(Explanation? Explanation, string? Message);
