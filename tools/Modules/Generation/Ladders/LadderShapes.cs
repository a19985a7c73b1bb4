using System.Diagnostics.CodeAnalysis;
using CompileBench.Modules.Generation.Patterns;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>
/// All shapes. A published shape keeps its name and its bytes: to improve it, add another under a new name.
/// </summary>
public static class LadderShapes
{
    private static readonly LadderShape[] Known = WithAdopted(
    [
        // Straight-line code and values.
        .. StraightLineArithmetic.All,
        .. Remainders.All, Conversions.Shape, SelectChain.Shape, AddWrapChain.Shape,
        LargeConstants.IntegerShape, LargeConstants.FloatShape,
        .. LiveValues.All, UnreachableCode.Shape,

        // Control flow.
        .. Nesting.All,
        .. LoopsOverLocals.All, .. Diamonds.All,
        .. BranchesOut.All, .. BlockRuns.All,
        .. BranchTables.All, LexerSwitch.Shape,

        // Calls.
        .. DirectCalls.All,
        .. OtherCalls.All,

        // Memory and vectors.
        .. MemoryAccesses.All,
        .. Vectors.All, LargeConstants.VectorShape,

        // Parts of a module.
        .. ManyFunctions.All,
        .. ModuleParts.All,

        // Garbage collection and exceptions.
        References.AcrossSafepoints, .. Structs.All,
        References.Casts, References.CastBranches, References.Arrays,
        .. StartFunctions.All,
        .. Exceptions.All,
    ]);

    private static readonly Dictionary<string, LadderShape> ByName = Known.ToDictionary(shape => shape.Name, StringComparer.Ordinal);

    /// <summary>All shapes, related ones next to each other.</summary>
    public static IReadOnlyList<LadderShape> All => Known;

    /// <summary>The names that have a word in common with this one, or all names where none has.</summary>
    internal static IEnumerable<string> FindSimilarNames(string name)
    {
        var words = name.Split('-');
        var alike = Known.Select(shape => shape.Name).Where(known => known.Split('-').Intersect(words).Any()).ToArray();
        return alike.Length > 0 ? alike : Known.Select(shape => shape.Name);
    }

    /// <summary>The shape of this name.</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out LadderShape? shape) => ByName.TryGetValue(name, out shape);

    // Shapes found by hunts come last; a file that takes the name of another shape is left out.
    private static LadderShape[] WithAdopted(LadderShape[] shapes) => [.. shapes.Concat(AdoptedShapes.All).DistinctBy(shape => shape.Name)];
}
