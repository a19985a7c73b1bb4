using System.Collections.Immutable;
using CompileBench.Engines.Native.Standalone;
using CompileBench.Measuring.Explaining.Stages;
using CompileBench.Measuring.Instructions.Callgrind;

namespace CompileBench.Measuring.Explaining;

/// <summary>Makes an <see cref="Explanation"/> of a callgrind profile: pure, no engine needed.</summary>
public static class ExplanationBuilder
{
    /// <summary>What is said of a library whose functions have no names.</summary>
    public const string NoSymbols = "unknown: the library has no symbols";

    /// <summary>Explains a profile.</summary>
    /// <param name="module">The module's name.</param>
    /// <param name="settings">The settings' name.</param>
    /// <param name="engine">The engine's label.</param>
    /// <param name="profile">What was counted.</param>
    /// <param name="patterns">The phases of functions.</param>
    public static Explanation Of(string module, string settings, string engine, CallgrindProfile profile, PhasePatterns patterns)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (!profile.HasSymbols(CompileProgram.CompileFunction))
        {
            return new Explanation(module, settings, engine, profile.Total, [], [], NoSymbols, null);
        }

        var shares = new PhaseAttribution(profile, patterns);
        return new Explanation(module, settings, engine, profile.Total, PhasesOf(profile, shares), FunctionsOf(profile, shares, patterns), null, CallTree.Of(profile, shares));
    }

    private static ImmutableArray<PhaseCost> PhasesOf(CallgrindProfile profile, PhaseAttribution shares)
    {
        var sums = new double[CompilerPhase.All.Length];
        foreach (var function in profile.Functions)
        {
            for (var phase = 0; phase < sums.Length; phase++)
            {
                sums[phase] += function.Exclusive * shares.Of(function)[phase];
            }
        }

        return [.. CompilerPhase.All.Select((phase, i) => new PhaseCost(phase, sums[i], sums[i] / Math.Max(1, profile.Total))).Where(p => p.Instructions > 0)];
    }

    private static ImmutableArray<FunctionCost> FunctionsOf(
        CallgrindProfile profile, PhaseAttribution shares, PhasePatterns patterns)
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
                    // A function that reaches itself again through others is entered more than once for the same instructions.
                    var inclusive = Math.Clamp(instructions, exclusive, Math.Max(exclusive, profile.Total));
                    return new FunctionCost(group.Key, shares.MainOf(group.MaxBy(f => f.Exclusive)!), inclusive, exclusive, count, patterns.PhaseOf(group.Key) is null, (long)Math.Round(shares.WithShared(group.Key)));
                })
                .OrderByDescending(f => f.Exclusive)
                .ThenBy(f => f.Name, StringComparer.Ordinal),
        ];
    }
}
