using CompileBench.Analysis.Explanation;
using CompileBench.Measuring.Instructions.Callgrind;

namespace CompileBench.Measuring.Explaining.Stages;

/// <summary>Divides every function's own instructions between stages: those of the functions responsible for them (<see cref="OwnerAttribution"/>).</summary>
public sealed class StageAttribution
{
    private readonly Dictionary<CallgrindFunction, double[]> _splits = [];
    private readonly Dictionary<string, double> _withShared = [];

    /// <summary>Attributes a profile.</summary>
    public StageAttribution(CallgrindProfile profile, StagePatterns patterns)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(patterns);
        var names = profile.Functions.ToDictionary(f => f, f => RustName.Shorten(f.Name));
        var stages = profile.Functions.ToDictionary(f => f, f => patterns.FindStage(names[f]));
        foreach (var (function, owners) in OwnerAttribution.FindOwners(profile, f => stages[f] is not null))
        {
            var split = new double[CompilerStage.All.Length];
            foreach (var (owner, share) in owners)
            {
                split[CompilerStage.All.IndexOf(stages[owner]!)] += share;
                _withShared[names[owner]] = _withShared.GetValueOrDefault(names[owner]) + (share * function.Exclusive);
            }

            // Instructions that no function with a stage caused remain unexplained.
            split[^1] += Math.Max(0, 1 - split.Sum());
            _splits.Add(function, split);
        }
    }

    /// <summary>The shares of a function's own instructions by stage, in the order of <see cref="CompilerStage.All"/>; they add up to 1.</summary>
    public IReadOnlyList<double> SharesOf(CallgrindFunction function) => _splits[function];

    /// <summary>The stage that most of a function's own instructions belong to.</summary>
    public CompilerStage MainStageOf(CallgrindFunction function) => CompilerStage.All[Array.IndexOf(_splits[function], _splits[function].Max())];

    /// <summary>The own instructions of the functions with this shortened name, and those that shared functions executed for them; 0 for shared functions.</summary>
    public double WithShared(string shortName) => _withShared.GetValueOrDefault(shortName);
}
