using System.Collections.Immutable;

namespace CompileBench.Analysis.Explanation;

/// <summary>The compile cost of each function of a module.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Engine">The engine's label.</param>
/// <param name="Unit">The unit of all costs.</param>
/// <param name="Method">How the costs were found.</param>
/// <param name="Total">Cost of the whole compile.</param>
/// <param name="StartUp">
/// Cost of the start-up function to which newer engines compile the initialisers of globals, elements and data. Null where the engine compiles none with an initialiser, or where the cost was not separated.
/// </param>
/// <param name="OutsideFunctions">
/// Cost of the other work done once per module: decoding, entry points, linking; for <see cref="BlameMethod.Substitution"/> the start-up function too, and what each
/// function costs without its body. Null where it was not separated.
/// </param>
/// <param name="Functions">The functions, most expensive first: all of them, or only the ones that were measured.</param>
public sealed record ModuleBlame(
    string Module,
    string Settings,
    string Engine,
    BlameUnit Unit,
    BlameMethod Method,
    double Total,
    double? StartUp,
    double? OutsideFunctions,
    ImmutableArray<FunctionBlame> Functions);

/// <summary>The unit of a cost.</summary>
public enum BlameUnit
{
    /// <summary>Executed instructions.</summary>
    Instructions,

    /// <summary>Wall time in nanoseconds.</summary>
    Nanoseconds,
}

/// <summary>How the cost of a function was found.</summary>
public enum BlameMethod
{
    /// <summary>Instructions executed from the compiler's call for the function to its next call, in one counted compile.</summary>
    Counting,

    /// <summary>The compile's cost minus its cost with the function's body replaced by <c>unreachable</c>; only the largest bodies are tried.</summary>
    Substitution,
}
