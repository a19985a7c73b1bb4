using CompileBench.Engines.Acquisition;
using CompileBench.Engines.Native;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Instructions;
using CompileBench.Measuring.Selection;

namespace CompileBench.Measuring.Reducing;

/// <summary>
/// Proves, before anything is measured under their names, that the engines do what a condition's settings say. Up to version 44 an engine takes
/// Winch and compiles with Cranelift: a module reduced under such a condition would show something else than it says.
/// </summary>
public static class ConditionProof
{
    /// <summary>Probes every pair of engine and settings that the condition names.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="engines">The engines given, at least one.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="UsageException">An engine does not support settings, was not given, or instructions cannot be counted under them.</exception>
    /// <exception cref="EngineUnavailableException">An engine cannot be used at all.</exception>
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    public static void Check(Condition condition, IReadOnlyList<EngineBuild> engines, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(engines);
        var compiled = condition.Quantities.Where(q => q.Settings.Length > 0).ToList();
        foreach (var counted in compiled.Where(q => q.Kind == QuantityKind.Instructions))
        {
            if (InstructionCounter.Refusal(SettingsOf(counted)) is { } reason)
            {
                throw new UsageException($"{counted} in the condition: {reason}");
            }
        }

        foreach (var ofEngine in compiled.GroupBy(q => EngineOf(engines, q.Engine)))
        {
            var description = EngineProbe.Describe(ofEngine.Key, [.. ofEngine.Select(SettingsOf).Distinct()], cancellation);
            if (description.Settings.FirstOrDefault(s => !s.Supported) is { } unsupported)
            {
                throw new UsageException($"the condition asks for {unsupported.Settings} of engine {ofEngine.Key.Label}, which does not support it, because {unsupported.Evidence}");
            }
        }
    }

    /// <summary>
    /// The engines of a condition: those given, and each that the condition names by a version or as the package and that was not given. The first is
    /// the one that a quantity without an engine means.
    /// </summary>
    /// <param name="condition">The condition.</param>
    /// <param name="named">The values of <c>--engine</c>.</param>
    /// <param name="cancellation">Stops a fetch.</param>
    /// <returns>The engines, and their texts for a command line that is to have the same.</returns>
    /// <exception cref="UsageException">Two engines have the same label.</exception>
    /// <exception cref="EngineUnavailableException">An engine cannot be used or obtained.</exception>
    public static (IReadOnlyList<EngineBuild> Engines, IReadOnlyList<string> Named) FindEngines(Condition condition, IReadOnlyList<string> named, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(named);
        var given = EngineSelection.Resolve(named, cancellation: cancellation);
        var more = condition.Quantities.Select(q => q.Engine).OfType<string>()
            .Select(label => label == EngineBuild.PackageWord ? PackagedLibrary.Version : label).Distinct()
            .Where(label => EnginePackages.IsVersion(label) && !given.Any(e => IsMeant(e, label)))
            .ToList();
        IReadOnlyList<string> texts = named.Count == 0 && more.Count > 0 ? [EngineBuild.PackageWord, .. more] : [.. named, .. more];
        return more.Count == 0 ? (given, named) : (EngineSelection.Resolve(texts, cancellation: cancellation), texts);
    }

    /// <summary>The engine that a condition means by a label; the first where it names none.</summary>
    /// <exception cref="UsageException">None of that label was given.</exception>
    internal static EngineBuild EngineOf(IReadOnlyList<EngineBuild> engines, string? label) =>
        label is null ? engines[0]
        : engines.FirstOrDefault(e => IsMeant(e, label))
            ?? throw new UsageException(
                $"the condition names engine '{label}', and --engine gave {string.Join(", ", engines.Select(e => e.Label))}: write one of these labels, a version, or '{EngineBuild.PackageWord}'");

    private static bool IsMeant(EngineBuild engine, string label) => engine.Label == (label == EngineBuild.PackageWord ? PackagedLibrary.Version : label);

    private static CompilerSettings SettingsOf(Quantity quantity) => SettingsSelection.Parse([quantity.Settings])[0];
}
