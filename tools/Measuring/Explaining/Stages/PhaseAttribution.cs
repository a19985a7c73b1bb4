using CompileBench.Measuring.Instructions.Callgrind;

namespace CompileBench.Measuring.Explaining.Stages;

/// <summary>Gives every function's own instructions to phases: those of the functions responsible for them, see <see cref="OwnerAttribution"/>.</summary>
public sealed class PhaseAttribution
{
    private readonly Dictionary<CallgrindFunction, double[]> _splits = [];
    private readonly Dictionary<string, double> _withShared = [];

    /// <summary>Attributes a profile.</summary>
    public PhaseAttribution(CallgrindProfile profile, PhasePatterns patterns)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(patterns);
        var names = profile.Functions.ToDictionary(f => f, f => RustName.Shorten(f.Name));
        var phases = profile.Functions.ToDictionary(f => f, f => patterns.PhaseOf(names[f]));
        foreach (var (function, owners) in OwnerAttribution.Of(profile, f => phases[f] is not null))
        {
            var split = new double[CompilerPhase.All.Length];
            foreach (var (owner, share) in owners)
            {
                split[CompilerPhase.All.IndexOf(phases[owner]!)] += share;
                _withShared[names[owner]] = _withShared.GetValueOrDefault(names[owner]) + (share * function.Exclusive);
            }

            // What nobody with a phase calls stays unexplained.
            split[^1] += Math.Max(0, 1 - split.Sum());
            _splits.Add(function, split);
        }
    }

    /// <summary>How a function's own instructions are shared between phases, in the order of <see cref="CompilerPhase.All"/>; adds up to 1.</summary>
    public IReadOnlyList<double> Of(CallgrindFunction function) => _splits[function];

    /// <summary>The phase most of a function's own instructions belong to.</summary>
    public CompilerPhase MainOf(CallgrindFunction function) => CompilerPhase.All[Array.IndexOf(_splits[function], _splits[function].Max())];

    /// <summary>Own instructions of the functions with this shortened name, and those that serving functions executed for them; 0 for serving functions themselves.</summary>
    public double WithShared(string shortName) => _withShared.GetValueOrDefault(shortName);
}
