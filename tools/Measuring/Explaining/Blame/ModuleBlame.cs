using System.Collections.Immutable;
using CompileBench.Modules.Profiling;

namespace CompileBench.Measuring.Explaining.Blame;

/// <summary>What the functions of a module cost to compile.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Engine">The engine's label.</param>
/// <param name="Unit">What costs are counted in: never one under the other's name.</param>
/// <param name="Method">How they were found, in words.</param>
/// <param name="Total">Cost of the whole compile.</param>
/// <param name="OutsideFunctions">Cost of what is done once a module: decoding, entry points, linking. Null where it was not told apart.</param>
/// <param name="Functions">The functions, the most expensive first; all of them, or only the ones that were measured.</param>
public sealed record ModuleBlame(
    string Module,
    string Settings,
    string Engine,
    BlameUnit Unit,
    string Method,
    double Total,
    double? OutsideFunctions,
    ImmutableArray<FunctionBlame> Functions);

/// <summary>What a cost is counted in.</summary>
public enum BlameUnit
{
    /// <summary>Executed instructions.</summary>
    Instructions,

    /// <summary>Wall time in nanoseconds.</summary>
    Nanoseconds,
}

/// <summary>What one function of the module costs.</summary>
/// <param name="Profile">What the function is.</param>
/// <param name="Cost">Its cost.</param>
/// <param name="Share">Its share of the whole compile, 0 to 1.</param>
/// <param name="Expected">What a function of its size costs in this module: see <see cref="SizeExpectation"/>; null where there are too few to tell.</param>
public sealed record FunctionBlame(FunctionProfile Profile, double Cost, double Share, double? Expected)
{
    /// <summary>A cost this many times the expected one is out of line.</summary>
    public const double OutOfLineRatio = 2;

    /// <summary>Cost over what its size lets expect; null where nothing is expected.</summary>
    public double? OverExpected => Expected is > 0 and var expected ? Cost / expected : null;

    /// <summary>Whether it costs far more than its size lets expect.</summary>
    public bool IsOutOfLine => OverExpected >= OutOfLineRatio;
}
