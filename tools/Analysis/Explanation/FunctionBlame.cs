namespace CompileBench.Analysis.Explanation;

/// <summary>The cost of one function of the module.</summary>
/// <param name="Function">The function.</param>
/// <param name="Cost">Its cost, in the unit of the <see cref="ModuleBlame"/>.</param>
/// <param name="Share">Its share of the whole compile, 0 to 1.</param>
/// <param name="Expected">The cost expected for a function of its size in this module (<see cref="SizeExpectation"/>); null where there are too few functions.</param>
public sealed record FunctionBlame(BlamedFunction Function, double Cost, double Share, double? Expected)
{
    /// <summary>A function is out of line from this multiple of its expected cost on.</summary>
    public const double OutOfLineRatio = 2;

    /// <summary>The cost divided by the expected cost; null where no cost is expected.</summary>
    public double? OverExpected => Expected is > 0 and var expected ? Cost / expected : null;

    /// <summary>Whether the cost is at least <see cref="OutOfLineRatio"/> times the expected one.</summary>
    public bool IsOutOfLine => OverExpected >= OutOfLineRatio;
}

/// <summary>A function of the module, with the counts that often explain its cost.</summary>
/// <param name="Index">Its index in the module's function index space.</param>
/// <param name="Name">Its name from the name section; null where it has none.</param>
/// <param name="BodyBytes">Size of its body in bytes.</param>
/// <param name="Instructions">Number of WebAssembly instructions.</param>
/// <param name="Locals">Number of locals.</param>
/// <param name="NestingDepth">Deepest nesting of blocks.</param>
public sealed record BlamedFunction(int Index, string? Name, double BodyBytes, double Instructions, double Locals, double NestingDepth);
