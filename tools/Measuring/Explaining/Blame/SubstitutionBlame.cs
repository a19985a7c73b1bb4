using CompileBench.Analysis.Explanation;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Modules.Profiling;
using CompileBench.Modules.Wasm.Editing;

namespace CompileBench.Measuring.Explaining.Blame;

/// <summary>
/// Measures the cost of single functions by compiling the module without them: the body is replaced by <c>unreachable</c>, and the saved cost is
/// the body's. One measurement per function is needed, so only the largest are tried. One more measurement has no body left: its cost lies outside functions.
/// </summary>
public static class SubstitutionBlame
{
    /// <summary>Measures the largest functions.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="moduleName">The module's name.</param>
    /// <param name="module">The module.</param>
    /// <param name="unit">The unit of <paramref name="costOf"/>.</param>
    /// <param name="costOf">Returns the cost of compiling each of these modules, in their order; null where a cost is not available.</param>
    /// <param name="most">The number of functions to try, at least 1.</param>
    /// <returns>The blame; null where a cost is not available.</returns>
    public static ModuleBlame? Measure(
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
        var parts = ModuleParts.Find(module);
        byte[][] variants = [module, WithoutBodies(parts), .. tried.Select(f => (ModuleEdit.None with { TrappedBodies = [f.Body] }).Apply(parts))];
        if (costOf(variants) is not { } measured)
        {
            return null;
        }

        var whole = measured[0];
        var costs = tried.Select((f, i) => (f.Profile, Cost: Math.Max(0, whole - measured[i + 2]))).ToList();
        var expectation = SizeExpectation.FromFunctions([.. costs.Select(c => (c.Profile[FunctionMetrics.BodyBytes], c.Cost))]);
        return new ModuleBlame(
            moduleName,
            settings.Name,
            engine.Label,
            unit,
            BlameMethod.Substitution,
            whole,
            null,
            measured[1],
            [
                .. costs.Select(c => new FunctionBlame(CountedBlame.Describe(c.Profile), c.Cost, c.Cost / Math.Max(1, whole), expectation?.Invoke(c.Profile[FunctionMetrics.BodyBytes])))
                    .OrderByDescending(f => f.Cost)
                    .ThenBy(f => f.Function.Index),
            ]);
    }

    /// <summary>The module with every function body replaced by <c>unreachable</c>: its compile costs what lies outside function bodies.</summary>
    public static byte[] WithoutBodies(byte[] module) => WithoutBodies(ModuleParts.Find(module));

    private static byte[] WithoutBodies(ModuleParts parts) => (ModuleEdit.None with { TrappedBodies = [.. Enumerable.Range(0, parts.Bodies.Count)] }).Apply(parts);
}
