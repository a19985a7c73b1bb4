using System.Collections.Immutable;
using CompileBench.Analysis.Explanation;
using CompileBench.Engines.Native.Standalone;
using CompileBench.Measuring.Explaining.Stages;
using CompileBench.Measuring.Instructions.Callgrind;

namespace CompileBench.Measuring.Explaining;

/// <summary>Makes a <see cref="CompileExplanation"/> from a callgrind profile. It is pure and needs no engine.</summary>
public static class ExplanationBuilder
{
    /// <summary>Explains a profile.</summary>
    /// <param name="module">The module's name.</param>
    /// <param name="settings">The settings' name.</param>
    /// <param name="engine">The engine's label.</param>
    /// <param name="profile">The counts.</param>
    /// <param name="patterns">The patterns that assign functions to stages.</param>
    public static CompileExplanation FromProfile(string module, string settings, string engine, CallgrindProfile profile, StagePatterns patterns)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (!CompileProgram.CompileFunctions.Any(profile.HasSymbols))
        {
            return CompileExplanation.WithoutSymbols(module, settings, engine, profile.Total);
        }

        var shares = new StageAttribution(profile, patterns);
        return new CompileExplanation(
            module,
            settings,
            engine,
            profile.Total,
            HasSymbols: true,
            StageCosts(profile, shares),
            FunctionCosts(profile, shares, patterns),
            CallTree.FromProfile(profile, shares));
    }

    private static ImmutableArray<StageCost> StageCosts(CallgrindProfile profile, StageAttribution shares)
    {
        var sums = new double[CompilerStage.All.Length];
        foreach (var function in profile.Functions)
        {
            for (var stage = 0; stage < sums.Length; stage++)
            {
                sums[stage] += function.Exclusive * shares.SharesOf(function)[stage];
            }
        }

        return [.. CompilerStage.All.Select((stage, i) => new StageCost(stage, sums[i], sums[i] / Math.Max(1, profile.Total))).Where(p => p.Instructions > 0)];
    }

    private static ImmutableArray<FunctionCost> FunctionCosts(
        CallgrindProfile profile, StageAttribution shares, StagePatterns patterns)
    {
        var names = profile.Functions.ToDictionary(f => f, f => RustName.Shorten(f.Name));
        var entering = new Dictionary<string, (long Instructions, long Count)>();
        foreach (var caller in profile.Functions)
        {
            foreach (var call in caller.Calls.Where(c => names[c.Callee] != names[caller]))
            {
                var (instructions, count) = entering.GetValueOrDefault(names[call.Callee]);
                entering[names[call.Callee]] = (instructions + call.Instructions, count + call.Count);
            }
        }

        return
        [
            .. profile.Functions
                .GroupBy(f => names[f])
                .Select(group =>
                {
                    var (instructions, count) = entering.GetValueOrDefault(group.Key);
                    var exclusive = group.Sum(f => f.Exclusive);
                    // A function that calls itself through others is entered more than once for the same instructions.
                    var inclusive = Math.Clamp(instructions, exclusive, Math.Max(exclusive, profile.Total));
                    return new FunctionCost(group.Key, shares.MainStageOf(group.MaxBy(f => f.Exclusive)!), inclusive, exclusive, count, patterns.FindStage(group.Key) is null, (long)Math.Round(shares.WithShared(group.Key)));
                })
                .OrderByDescending(f => f.Exclusive)
                .ThenBy(f => f.Name, StringComparer.Ordinal),
        ];
    }
}
