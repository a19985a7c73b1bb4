using CompileBench.Analysis.Explanation;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native.Standalone;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Instructions;
using CompileBench.Modules.Profiling;

namespace CompileBench.Measuring.Explaining.Blame;

/// <summary>Measures the cost of every function of a module in one counted compile.</summary>
public static class CountedBlame
{
    /// <summary>Counts one compile; a result without blame gives the reason.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="settings">The settings; the engine must support them.</param>
    /// <param name="moduleName">The module's name.</param>
    /// <param name="module">The module.</param>
    /// <param name="limits">The limits of the counted run.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public static BlameResult Measure(
        EngineBuild engine, CompilerSettings settings, string moduleName, byte[] module, OperationLimits limits, CancellationToken cancellation)
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
        if (result.Outcome is not Outcome.Completed)
        {
            return new BlameResult(null, $"{result.Outcome.Kind}: {result.Outcome.Message}");
        }

        dumps.TakeRest();
        var profiles = FunctionsOf(module);
        return FunctionIntervals.Divide(dumps.Intervals, profiles.Count) is { } divided
            ? new BlameResult(Assemble(moduleName, settings, engine, profiles, divided), null)
            : new BlameResult(null, $"calls of engine {engine.Label} cannot be assigned to functions: the library has no symbols, or compiles in another order");
    }

    /// <summary>Every function with a body, in the module's order, with its name.</summary>
    internal static IReadOnlyList<FunctionProfile> FunctionsOf(byte[] module) =>
        [.. ModuleProfiler.Profile(module, new ProfileOptions { HeaviestFunctions = int.MaxValue }).Heaviest.OrderBy(f => f.Offset)];

    /// <summary>The counts of a function that a blame shows.</summary>
    internal static BlamedFunction Describe(FunctionProfile profile) => new(
        profile.Index,
        profile.Name,
        profile[FunctionMetrics.BodyBytes],
        profile[FunctionMetrics.Instructions],
        profile[FunctionMetrics.Locals],
        profile[FunctionMetrics.NestingDepth]);

    private static ModuleBlame Assemble(
        string moduleName, CompilerSettings settings, EngineBuild engine, IReadOnlyList<FunctionProfile> profiles, DividedCompile divided)
    {
        var costs = divided.Functions;
        var total = costs.Sum() + (divided.StartUp ?? 0) + divided.Outside;
        var expectation = SizeExpectation.FromFunctions([.. profiles.Select((p, i) => (p[FunctionMetrics.BodyBytes], (double)costs[i]))]);
        return new ModuleBlame(
            moduleName,
            settings.Name,
            engine.Label,
            BlameUnit.Instructions,
            BlameMethod.Counting,
            total,
            divided.StartUp,
            divided.Outside,
            [
                .. profiles
                    .Select((p, i) => new FunctionBlame(Describe(p), costs[i], costs[i] / (double)Math.Max(1, total), expectation?.Invoke(p[FunctionMetrics.BodyBytes])))
                    .OrderByDescending(f => f.Cost)
                    .ThenBy(f => f.Function.Index),
            ]);
    }
}

/// <summary>The result of measuring blame.</summary>
/// <param name="Blame">The blame; null where it could not be measured.</param>
/// <param name="Message">The reason there is none, in one line; null where there is one.</param>
/// <param name="TooLong">The forecast that is over the limit; null where the compile was counted or failed for another reason.</param>
public sealed record BlameResult(ModuleBlame? Blame, string? Message, CountingForecast? TooLong = null);
