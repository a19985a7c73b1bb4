using System.Collections.Immutable;

namespace CompileBench.Modules.Profiling;

/// <summary>Everything counted of a module in one streaming decode: sums, maxima and the spread over its functions, see <see cref="ComplexityMetric"/>.</summary>
public sealed class ModuleProfile
{
    internal ModuleProfile(ModuleTotals totals, ImmutableArray<FunctionProfile> heaviest, ImmutableArray<string> notices)
    {
        Totals = totals;
        Heaviest = heaviest;
        Notices = notices;
    }

    /// <summary>The heaviest functions, heaviest first, as many as the options asked for.</summary>
    public ImmutableArray<FunctionProfile> Heaviest { get; }

    /// <summary>What the profile lacks and why, such as names in a name section that is malformed. One sentence each; usually empty.</summary>
    public ImmutableArray<string> Notices { get; }

    /// <summary>The core modules of a component, in the order in which they stand; empty for a core module.</summary>
    public ImmutableArray<CoreModuleProfile> CoreModules { get; init; } = [];

    internal ModuleTotals Totals { get; }

    /// <summary>The value of a metric.</summary>
    public double this[ComplexityMetric metric] => metric.GetValue(this);

    /// <summary>Every metric under its name.</summary>
    public Dictionary<string, double> ToDictionary() => ComplexityMetric.All.ToDictionary(metric => metric.Name, metric => metric.GetValue(this));
}
