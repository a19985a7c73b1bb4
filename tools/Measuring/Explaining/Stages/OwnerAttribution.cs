using CompileBench.Measuring.Instructions.Callgrind;

namespace CompileBench.Measuring.Explaining.Stages;

/// <summary>
/// Assigns every function's own instructions to the functions that are responsible for them. A function with a stage of its own is responsible
/// for itself. A shared function is divided between its callers by the instructions it executed for each, which callgrind counts exactly for
/// direct callers; through chains of shared functions the division is passed on in proportion, as in gprof (Graham, Kessler and McKusick,
/// "gprof: a call graph execution profiler", 1982).
/// </summary>
public static class OwnerAttribution
{
    // Chains of shared functions are short: each round carries a division one call further, and cycles converge geometrically.
    private const int Rounds = 60;
    private const double Settled = 1e-7;

    // A smaller share is not carried further.
    private const double Smallest = 1e-9;

    /// <summary>Returns for each function the functions responsible for its own instructions, with shares that add up to at most 1; for the rest no function is responsible.</summary>
    public static IReadOnlyDictionary<CallgrindFunction, IReadOnlyDictionary<CallgrindFunction, double>> FindOwners(
        CallgrindProfile profile, Func<CallgrindFunction, bool> hasStage)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(hasStage);
        var owners = new Dictionary<CallgrindFunction, IReadOnlyDictionary<CallgrindFunction, double>>(profile.Functions.Count);
        var shared = new List<CallgrindFunction>();
        foreach (var function in profile.Functions)
        {
            var own = hasStage(function);
            owners.Add(function, own ? new Dictionary<CallgrindFunction, double> { [function] = 1 } : []);
            if (!own)
            {
                shared.Add(function);
            }
        }

        var callers = Callers(profile);
        for (var round = 0; round < Rounds; round++)
        {
            var change = 0.0;
            foreach (var function in shared.Where(callers.ContainsKey))
            {
                var split = Split(callers[function], owners);
                change = Math.Max(change, Math.Abs(split.Values.Sum() - owners[function].Values.Sum()));
                change = Math.Max(change, split.Max(s => Math.Abs(s.Value - owners[function].GetValueOrDefault(s.Key)), 0));
                owners[function] = split;
            }

            if (change < Settled)
            {
                break;
            }
        }

        return owners;
    }

    private static double Max(this Dictionary<CallgrindFunction, double> split, Func<KeyValuePair<CallgrindFunction, double>, double> of, double none) =>
        split.Count == 0 ? none : Enumerable.Max(split, of);

    private static Dictionary<CallgrindFunction, double> Split(
        List<(CallgrindFunction Caller, long Instructions)> from, Dictionary<CallgrindFunction, IReadOnlyDictionary<CallgrindFunction, double>> owners)
    {
        var all = (double)from.Sum(c => c.Instructions);
        var split = new Dictionary<CallgrindFunction, double>();
        foreach (var (caller, instructions) in from.Where(c => c.Instructions > 0))
        {
            foreach (var (owner, share) in owners[caller])
            {
                if (instructions / all * share is >= Smallest and var part)
                {
                    split[owner] = split.GetValueOrDefault(owner) + part;
                }
            }
        }

        return split;
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
