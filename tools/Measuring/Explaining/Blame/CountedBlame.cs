using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native.Standalone;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Instructions;
using CompileBench.Modules.Profiling;

namespace CompileBench.Measuring.Explaining.Blame;

/// <summary>Finds what every function of a module costs in one counted compile.</summary>
public static class CountedBlame
{
    /// <summary>The method in words.</summary>
    public const string Method = "instructions executed from the compiler's call for a function to its next call, one compile counted";

    /// <summary>Counts; a result without blame says why.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="settings">The settings, proved to be supported.</param>
    /// <param name="moduleName">The module's name.</param>
    /// <param name="module">The module.</param>
    /// <param name="limits">What the counted run may cost.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public static BlameResult Of(
        EngineBuild engine, CompilerSettings settings, string moduleName, byte[] module, CompileLimits limits, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(settings);
        if ((InstructionCounter.MissingHere ?? InstructionCounter.Refusal(settings)) is { } reason)
        {
            return new BlameResult(null, reason);
        }

        using var compile = new StandaloneCompile(engine.LibraryPath, settings, module, limits);
        var dumps = new DumpedIntervals(Path.Combine(compile.Directory, "callgrind.out"));
        var result = compile.Run(InstructionCounter.Command(compile.Directory, "callgrind.out", FunctionIntervals.DumpBefore), cancellation, dumps.TakeFinished);
        if (result.Outcome is not Outcome.Compiled)
        {
            return new BlameResult(null, $"{result.Outcome.Kind}: {result.Outcome.Message}");
        }

        dumps.TakeRest();
        var profiles = FunctionsOf(module);
        return FunctionIntervals.Share(dumps.Intervals, profiles.Count) is var (costs, outside)
            ? new BlameResult(Assemble(moduleName, settings, engine, profiles, costs, outside), null)
            : new BlameResult(null, $"the calls of engine {engine.Label} cannot be told apart by function: it has no symbols, or another order of work");
    }

    /// <summary>Every function with a body, in the module's order, with its name.</summary>
    internal static IReadOnlyList<FunctionProfile> FunctionsOf(byte[] module) =>
        [.. ModuleProfiler.Profile(module, new ProfileOptions { HeaviestFunctions = int.MaxValue }).Heaviest.OrderBy(f => f.Index)];

    private static ModuleBlame Assemble(
        string moduleName, CompilerSettings settings, EngineBuild engine, IReadOnlyList<FunctionProfile> profiles, long[] costs, long outside)
    {
        var total = costs.Sum() + outside;
        var expectation = SizeExpectation.Of([.. profiles.Select((p, i) => (p[FunctionMetrics.BodyBytes], (double)costs[i]))]);
        return new ModuleBlame(
            moduleName,
            settings.Name,
            engine.Label,
            BlameUnit.Instructions,
            Method,
            total,
            outside,
            [
                .. profiles
                    .Select((p, i) => new FunctionBlame(p, costs[i], costs[i] / (double)Math.Max(1, total), expectation?.Invoke(p[FunctionMetrics.BodyBytes])))
                    .OrderByDescending(f => f.Cost)
                    .ThenBy(f => f.Profile.Index),
            ]);
    }
}

/// <summary>What asking for blame gave.</summary>
/// <param name="Blame">The blame; null where it could not be found.</param>
/// <param name="Message">Why not, in one line; null where it could.</param>
public sealed record BlameResult(ModuleBlame? Blame, string? Message);
