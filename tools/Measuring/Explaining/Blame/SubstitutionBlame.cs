using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Modules.Profiling;
using CompileBench.Modules.Wasm.Editing;

namespace CompileBench.Measuring.Explaining.Blame;

/// <summary>
/// Finds what single functions cost by compiling the module without them: a body becomes <c>unreachable</c>, and what the compile then costs
/// less was the body's. Needs one cost a function, so only the largest are tried.
/// </summary>
public static class SubstitutionBlame
{
    /// <summary>The method in words.</summary>
    public const string Method = "cost of the compile with the body less its cost with the body replaced by unreachable; only the largest bodies were tried";

    /// <summary>Tries the largest functions.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="moduleName">The module's name.</param>
    /// <param name="module">The module.</param>
    /// <param name="unit">What <paramref name="costOf"/> gives.</param>
    /// <param name="costOf">Costs of compiling each of these modules, in their order; null where one cannot be had.</param>
    /// <param name="most">How many functions to try, at least 1.</param>
    /// <returns>The blame; null where a cost could not be had.</returns>
    public static ModuleBlame? Of(
        EngineBuild engine,
        CompilerSettings settings,
        string moduleName,
        byte[] module,
        BlameUnit unit,
        Func<IReadOnlyList<byte[]>, IReadOnlyList<double>?> costOf,
        int most)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(costOf);
        var functions = CountedBlame.FunctionsOf(module);
        var tried = functions
            .Select((profile, body) => (Profile: profile, Body: body))
            .OrderByDescending(f => f.Profile[FunctionMetrics.BodyBytes])
            .Take(most)
            .ToList();
        var parts = ModuleParts.Of(module);
        byte[][] variants = [module, .. tried.Select(f => (ModuleEdit.None with { TrappedBodies = [f.Body] }).Apply(parts))];
        if (costOf(variants) is not { } measured)
        {
            return null;
        }

        var whole = measured[0];
        var costs = tried.Select((f, i) => (f.Profile, Cost: Math.Max(0, whole - measured[i + 1]))).ToList();
        var expectation = SizeExpectation.Of([.. costs.Select(c => (c.Profile[FunctionMetrics.BodyBytes], c.Cost))]);
        return new ModuleBlame(
            moduleName,
            settings.Name,
            engine.Label,
            unit,
            Method,
            whole,
            null,
            [
                .. costs.Select(c => new FunctionBlame(c.Profile, c.Cost, c.Cost / Math.Max(1, whole), expectation?.Invoke(c.Profile[FunctionMetrics.BodyBytes])))
                    .OrderByDescending(f => f.Cost)
                    .ThenBy(f => f.Profile.Index),
            ]);
    }
}
