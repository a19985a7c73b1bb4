using CompileBench.Measuring.Instructions.Callgrind;

namespace CompileBench.Measuring.Explaining.Phases;

/// <summary>
/// Gives every function's own instructions to phases. One with a phase of its own gives all to it. One that serves its callers is split
/// between their phases by the instructions spent in it on behalf of each, which callgrind knows exactly for direct callers; through chains
/// of such functions the split is passed on in proportion, as gprof does (Graham, Kessler and McKusick, "gprof: a call graph execution
/// profiler", 1982).
/// </summary>
public static class PhaseAttribution
{
    // Chains of serving functions are short; each round carries a split one call further, and cycles settle geometrically.
    private const int Rounds = 60;

    /// <summary>For each function how its own instructions are shared between phases, in the order of <see cref="CompilerPhase.All"/>; each adds up to 1.</summary>
    public static IReadOnlyDictionary<CallgrindFunction, double[]> Of(CallgrindProfile profile, PhasePatterns patterns)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(patterns);
        var phases = CompilerPhase.All;
        var other = phases.Length - 1;
        var shares = new Dictionary<CallgrindFunction, double[]>(profile.Functions.Count);
        var serving = new List<CallgrindFunction>();
        foreach (var function in profile.Functions)
        {
            var split = new double[phases.Length];
            if (patterns.PhaseOf(RustName.Shorten(function.Name)) is { } own)
            {
                split[phases.IndexOf(own)] = 1;
            }
            else
            {
                serving.Add(function);
            }

            shares.Add(function, split);
        }

        Settle(serving, Callers(profile), shares, phases.Length);
        foreach (var split in serving.Select(f => shares[f]))
        {
            // What nobody with a phase calls stays unexplained.
            split[other] += Math.Max(0, 1 - split.Sum());
        }

        return shares;
    }

    private static void Settle(
        List<CallgrindFunction> serving,
        Dictionary<CallgrindFunction, List<(CallgrindFunction Caller, long Instructions)>> callers,
        Dictionary<CallgrindFunction, double[]> shares,
        int phases)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var change = 0.0;
            foreach (var function in serving)
            {
                if (!callers.TryGetValue(function, out var from))
                {
                    continue;
                }

                var all = (double)from.Sum(c => c.Instructions);
                var split = shares[function];
                for (var phase = 0; phase < phases; phase++)
                {
                    var share = all == 0 ? 0 : from.Sum(c => c.Instructions * shares[c.Caller][phase]) / all;
                    change = Math.Max(change, Math.Abs(share - split[phase]));
                    split[phase] = share;
                }
            }

            if (change < 1e-9)
            {
                return;
            }
        }
    }

    private static Dictionary<CallgrindFunction, List<(CallgrindFunction Caller, long Instructions)>> Callers(CallgrindProfile profile)
    {
        var callers = new Dictionary<CallgrindFunction, List<(CallgrindFunction, long)>>();
        foreach (var caller in profile.Functions)
        {
            foreach (var call in caller.Calls.Where(c => c.Callee != caller))
            {
                if (!callers.TryGetValue(call.Callee, out var list))
                {
                    callers.Add(call.Callee, list = []);
                }

                list.Add((caller, call.Instructions));
            }
        }

        return callers;
    }
}
